package RT::Action::TriageWebhook;
use strict; use warnings;
use base 'RT::Action';
use LWP::UserAgent; use HTTP::Request; use JSON (); use Digest::SHA (); use MIME::Base64 ();

sub Prepare { $_[0]->TicketObj->Type eq 'ticket' }    # reminders and approvals are tickets, too

sub Commit {
    my $self   = shift;
    my $url    = RT->Config->Get('TriageWebhookURL')    or return 1;
    my $secret = RT->Config->Get('TriageWebhookSecret') or return 1;
    my ( $ticket, $txn ) = ( $self->TicketObj, $self->TransactionObj );
    my $who  = $ticket->Requestors->UserMembersObj->First;
    my $text = $txn->ContentObj ? $txn->Content( Type => 'text/plain', Quote => 0 ) : '';

    my $body = JSON->new->utf8->canonical->encode( {
        type      => 'ticket.created',
        timestamp => $txn->CreatedObj->W3CDTF( Timezone => 'UTC' ),
        data      => {
            id          => $ticket->id + 0,
            transaction => $txn->id + 0,
            queue       => $ticket->QueueObj->Name,
            status      => $ticket->Status,
            url         => RT->Config->Get('WebURL') . 'Ticket/Display.html?id=' . $ticket->id,
            subject     => $ticket->Subject // '',
            body        => substr( $text, 0, 60_000 ),
            requestor   => $who && { locale => $who->Lang },
        },
    } );

    # the same id whenever this ticket is sent again, so that the receiver can drop repeats
    my $id  = join '-', 'rt', RT->Config->Get('Organization'), $ticket->id, $txn->id;
    my $at  = time;
    my $key = MIME::Base64::decode_base64( $secret =~ s/^whsec_//r );
    my $mac = MIME::Base64::encode_base64( Digest::SHA::hmac_sha256( "$id.$at.$body", $key ), '' );

    # LWP's timeout is for each read, so an alarm bounds the whole
    my $ua  = LWP::UserAgent->new( timeout => 3, max_redirect => 0, max_size => 65_536, agent => 'rt-triage/1' );
    my $res = eval {
        local $SIG{ALRM} = sub { die "no complete answer within 5 s\n" };
        alarm 5;
        my $r = $ua->request( HTTP::Request->new( POST => $url, [
            'Content-Type'      => 'application/json',
            'webhook-id'        => $id,
            'webhook-timestamp' => $at,
            'webhook-signature' => "v1,$mac",
        ], $body ) );
        alarm 0;
        $r;
    };
    alarm 0;
    my $why = !$res ? $@ : $res->header('X-Died') || ( $res->is_success ? '' : $res->status_line );
    RT->Logger->error("triage webhook $id not delivered: $why") if $why;
    return 1;    # a failed webhook must not fail the scrip
}
1;
