# The user, its rights, the custom field, the scrip and the token; once per database:
# rt-setup-database --action insert --datafile seed.pl
use strict; use warnings;
our ( @Users, @ACL, @CustomFields, @ScripActions, @Scrips, @Final );
@Users = (
    { Name => 'triage', RealName => 'SSPR triage', EmailAddress => 'triage@rt.test', Lang => 'en', Privileged => 1 },
);
@CustomFields = (
    { Name => 'SSPR category', Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket', ApplyTo => 'General' },
);
@ACL = (
    map +{ UserId => 'triage', Queue => 'General', Right => $_ },
    qw(SeeQueue ShowTicket ShowTicketComments CommentOnTicket SeeCustomField ModifyCustomField)
);
@ScripActions = (
    { Name => 'SSPR triage webhook', Description => 'POST the ticket to the triage service', ExecModule => 'TriageWebhook' },
);
# in the default stage the scrip would run inside the transaction that makes the ticket
@Scrips = (
    { Description => 'SSPR triage on create', Queue => 'General', ScripCondition => 'On Create',
      ScripAction => 'SSPR triage webhook', Template => 'Blank', Stage => 'TransactionBatch' },
);
@Final = ( sub {
    my $user = RT::User->new( RT->SystemUser );
    $user->Load('triage');
    my ( $ok, $msg, $token ) = RT::AuthToken->new( RT->SystemUser )->Create( Owner => $user->id, Description => 'sspr-triage' );
    die $msg unless $ok;
    umask 077;
    open my $f, '>', "$RT::VarPath/token" or die $!;
    print $f $token;
} );
1;
