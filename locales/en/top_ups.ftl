### Volume and lifetime for SIMs that the customer has.

## One SIM or many: `purchase-<what>-top-up`, `purchase-<what>-extension`

purchase-title-top-up = Top up this SIM
purchase-title-extension = Extend this SIM
# $n (Number): SIMs.
purchase-many-top-up = { $n ->
    [one] Top up { $count } SIM
   *[other] Top up { $count } SIMs
}
purchase-many-extension = { $n ->
    [one] Extend { $count } SIM
   *[other] Extend { $count } SIMs
}
purchase-crumb-top-up = Top up
purchase-crumb-extension = Extend
purchase-lede-top-up = A package is added to what is left. It is booked as soon as it is paid.
purchase-lede-extension = The lifetime goes on from its end, or from today if it is over. It is booked as soon as it is paid.
purchase-each-top-up = Each SIM gets so many packages.
purchase-each-extension = The lifetime of each SIM is extended so many times.
purchase-booked-top-up = The volume is booked as soon as the order is paid; with the monthly invoice, at once.
purchase-booked-extension = The extension is booked as soon as the order is paid; with the monthly invoice, at once. A SIM whose lifetime was over comes back deactivated: activate it afterwards.
top-up-do = Top up
extension-do = Extend
top-up-over-title = The lifetime of this SIM is over
top-up-step-choose = Product and payment
# $n (Number): SIMs.
top-up-for = { $n ->
    [one] For { $count } SIM
   *[other] For { $count } SIMs
}
top-up-data-left = Data left
top-up-sms-left = SMS left
top-up-each = Pieces per SIM
top-up-product-missing = Choose a product.
orders-refused-too-many = One order can be for 10,000 SIMs at the most. Choose fewer.

## From the list: a preview, then the order

bulk-do-top-up = Top up
bulk-do-extend = Extend
bulk-title-top-up = Top up SIMs
bulk-title-extend = Extend SIMs
bulk-happens-top-up = You choose product and payment on the next page. Nothing is ordered yet. SIMs that cannot be topped up are left out.
bulk-happens-extend = You choose product and payment on the next page. Nothing is ordered yet.
# $n (Number): SIMs.
bulk-confirm-top-up = { $n ->
    [one] Order for { $count } SIM
   *[other] Order for { $count } SIMs
}
bulk-confirm-extend = { $n ->
    [one] Order for { $count } SIM
   *[other] Order for { $count } SIMs
}
# $n (Number): SIMs.
bulk-too-many-title = { $n ->
    [one] One order can be for { $count } SIM at the most
   *[other] One order can be for { $count } SIMs at the most
}
bulk-too-many-text = Narrow the list by a filter, such as a tag, and order part by part.
bulk-ordered = This preview led to an order
bulk-refused-ordered = This preview leads to an order. Go on from its page.

## Why is it off? For those who may buy here.

sim-why-do-expired-here = It can only be extended. It comes back deactivated.
sim-why-do-no-service-here = Buy a package for it.
sim-why-do-no-data-here = It can use mobile data again as soon as a package is booked.
