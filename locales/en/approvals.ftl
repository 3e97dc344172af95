### Four eyes: a second person approves what one person asks for.

## `approval-kind-<kind>`

approval-kind-transfer = Transfer of SIMs
approval-kind-deactivation = Deactivation of many SIMs
approval-kind-role = Change of a role

## `approval-status-<status>`

approval-status-open = Waits for approval
approval-status-approved = Approved
approval-status-refused = Refused
approval-status-withdrawn = Taken back
approval-status-expired = Not decided in time

## The list

approval-list-title = Approvals
approval-list-lede = What one person of your organisation asks for and a second one decides.
approval-none-title = Nothing waits for approval
approval-none-text = As soon as somebody asks for something that needs a second person, it is listed here.
approval-open = Open
approval-over = Decided
approval-column-what = Request
approval-column-who = Asked by
approval-column-asked = Asked at
approval-column-until = To be decided by
approval-column-decided = Decided by
approval-column-status = Status
approval-for-you = Waits for you
approval-pages = Pages of decided requests
# $zone (String): time zone.
approval-newest-first = Latest first · times in { $zone }
# $n (Number), $count (String): SIMs.
approval-sims = { $n ->
        [one] { $count } SIM
       *[other] { $count } SIMs
    }

## One request

approval-what = What is asked for
approval-fact-from = From
approval-fact-to = To
approval-fact-sims = SIMs
approval-fact-role-from = Role so far
approval-fact-role-to = New role
approval-fact-ends-on = Last day
approval-link-transfer = See the transfer
approval-link-deactivation = See the SIMs
approval-link-role = See the person
approval-decide = Your decision
approval-effect-transfer = If you approve, all of these SIMs are transferred, or none.
approval-effect-deactivation = If you approve, the SIMs lose their connection and are barred from the network.
approval-effect-role = If you approve, the person gets the new role, and all of their sessions end.
approval-comment = Comment
approval-comment-hint = Whoever asked reads it. If you refuse, say why.
approval-comment-missing = Say why you refuse
approval-comment-long = At most 500 characters
approval-approve = Approve
approval-refuse = Refuse
approval-back = All approvals
approval-own-text = You asked for this yourself: somebody else has to decide. If you take the request back, what it is about is given up.
approval-withdraw = Take back
approval-about-yourself = This is about your own role: somebody else has to decide.
approval-now-approved = Approved: it is being done
approval-now-refused = Refused: nothing is done
approval-now-withdrawn = The request is taken back
approval-see = See the request
# $name (String): name of the person. $role (String): new role.
users-role-asked = A second person has to approve that { $name } gets the role { $role }
bulk-waiting-title = Waits for approval
bulk-waiting-text = A second person has to approve this deactivation. Nothing has been changed yet.

## Refused: the sentence of the page

approval-refused-over = The request was decided already, or its time is over.
approval-refused-own = Nobody approves their own request.
approval-refused-open = This waits for approval already.
approval-refused-gone = Whoever asked for it, or what it was about, is not there any more. Refuse the request.
approval-refused-lost-right = Whoever asked for it may not do that any more. Refuse the request.
approval-refused-not-own = Only who asked for it can take a request back.
approval-refused-guest = People of this organisation decide about its requests.
approval-refused-alone = At least two active Owners or Admins are needed, so that one can approve what the other asks for
approval-refused-not-owner = Only an Owner decides what needs a second person.

## What needs a second person

approval-switches-title = Four-eyes principle
approval-switches-lede = What is ticked is done only when a second person of your organisation has approved it.
approval-switches-legend = Needs a second person
approval-switch-transfer = Transfers of SIMs that your people order, in both directions.
approval-switch-deactivation = Deactivating SIMs by a bulk action. A single SIM can still be deactivated on its page.
approval-switch-role = Giving somebody another role. Whoever approves must be allowed to give the role as well. New people are invited as before.
approval-switches-hint = Whoever could do it themselves can approve it; nobody approves their own requests. A request waits for 7 days. All Owners are told when this is changed.
approval-switches-owner = Only an Owner can change this.
approval-switched = The four-eyes principle is changed; all Owners are told
approval-needed = Needs a second person
approval-not-needed = Without approval
# $organisation (String): organisation.
security-rules = Rules of { $organisation }
approval-switches-change = Change

## Dashboard

# $n (Number), $count (String): requests.
approval-waiting = { $n ->
        [one] { $count } request waits for your approval
       *[other] { $count } requests wait for your approval
    }
approval-waiting-text = What they ask for is done only when you or another entitled person approve it.
approval-waiting-view = See requests

## Mail. $who (String): name of the person. $what (String): kind of request. $object (String): what it is about. $until (String): time.

mail-approval-asked-subject = Approval needed: { $what }
mail-approval-asked-title = Your approval is needed
mail-approval-asked-text = { $who } asks for approval. { $what }: { $object }. You or another entitled person can decide until { $until }; otherwise nothing is done.
mail-approval-approved-subject = Approved: { $what }
mail-approval-approved-title = Your request is approved
mail-approval-approved-text = { $who } has approved your request. { $what }: { $object }.
mail-approval-refused-subject = Refused: { $what }
mail-approval-refused-title = Your request is refused
mail-approval-refused-text = { $who } has refused your request. { $what }: { $object }. Nothing is done.
mail-approval-expired-subject = Not decided in time: { $what }
mail-approval-expired-title = Nobody has decided about your request
mail-approval-expired-text = Your request ended on { $until } without a decision. { $what }: { $object }. Nothing is done.
# $comment (String): what was said.
mail-approval-comment = Comment: { $comment }
mail-approval-button = See the request

# $brand (String): name of the portal. $kinds (String): kinds that need a second person.
mail-four-eyes-subject = Four-eyes principle changed at { $brand }
mail-four-eyes-title = The four-eyes principle was changed
mail-four-eyes-text = { $who } has changed what needs a second person in your organisation. From now on: { $kinds }.
mail-four-eyes-button = See the setting
approval-nothing = nothing needs a second person

## Audit log

audit-approval-approve = Request approved
audit-approval-ask = Approval asked for
audit-approval-expire = Request not decided in time
audit-approval-refuse = Request refused
audit-approval-withdraw = Request taken back
audit-kind-approval = Approval
audit-organisation-four-eyes = Four-eyes principle changed
