## Why a card was declined (types/card_payment.rs)
payment-declined-insufficient-funds = The card was declined: there is not enough money on the account, or its limit is reached.
payment-declined-expired = The card has expired. Please use another one.
payment-declined-wrong-details = The card was declined: the number, the expiry date or the security code is wrong.
payment-declined-limit-reached = The card was declined: it has been used too often or for too much. Please ask your bank, or use another card.
payment-declined-not-supported = The card cannot be used for this payment. Please use another one.
payment-declined-not-confirmed = The payment was not confirmed with your bank.
payment-declined-bank-unavailable = Your bank could not be reached. Please try again later.
payment-declined-other = Your bank declined the payment and gave no reason. Please ask your bank, or use another card.

## What is wrong with a bank statement (domain/bank/parse)
bank-fault-too-large = The file, or something in it, is too large ({ $detail }). At most 50 MB are read.
bank-fault-encoding = The file is in an encoding that is not read here ({ $detail }). UTF-8 and ISO 8859-1 are.
bank-fault-not-xml = The file is no XML, or it breaks off: { $detail }
bank-fault-document-type = The file contains definitions that no bank sends ({ $detail }). It is not read.
bank-fault-other-form = The file is no CAMT.053 statement of version 02 or 08, but: { $detail }
bank-fault-empty = The file contains no statement.
bank-fault-no-id = The statement has no number.
bank-fault-account = The account is missing, or its IBAN is wrong: { $detail }
bank-fault-amount = The amount is missing, or is none: { $detail }
bank-fault-currency = The currency is missing, or is none that the portal knows: { $detail }
bank-fault-other-currency = The amount is in another currency than the account: { $detail }
bank-fault-direction = Neither a credit nor a debit: { $detail }
bank-fault-date = The day of the booking is missing, or is none: { $detail }
bank-fault-batch-sum = The payments of the batch do not add up to its amount; { $detail } are missing.
bank-fault-statement-sum = Opening balance and entries do not add up to the closing balance; { $detail } are missing.
