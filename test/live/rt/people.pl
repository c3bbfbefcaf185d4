# People of the tests: somebody without rights, and a requestor who may see the own tickets.
use strict; use warnings;
our ( @Users, @ACL );
@Users = (
    { Name => 'norights', EmailAddress => 'norights@rt.test', Password => 'norights-pw-1', Privileged => 1 },
    { Name => 'ada@example.org', EmailAddress => 'ada@example.org', RealName => 'Ada Byron', Password => 'ada-pw-123', Privileged => 0 },
);
@ACL = (
    ( map +{ GroupDomain => 'SystemInternal', GroupType => 'Unprivileged', Queue => 'General', Right => $_ },
        qw(CreateTicket ReplyToTicket SeeQueue) ),    # mail from strangers
    { GroupDomain => 'RT::System-Role', GroupType => 'Requestor', Right => 'ShowTicket' },
);
1;
