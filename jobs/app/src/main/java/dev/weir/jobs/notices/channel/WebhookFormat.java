package dev.weir.jobs.notices.channel;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.settings.NoticeChannel;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a server takes that notices are posted to, and what its answers mean. */
public interface WebhookFormat extends ChannelOpener {

    @Override
    default Channel open(NoticeChannel.Endpoint endpoint, Credentials credentials, Clock clock)
            throws DeliveryException {
        NoticeChannel.Webhook hook = (NoticeChannel.Webhook) endpoint;
        Optional<String> secret = hook.secret().isEmpty()
                ? Optional.empty()
                : Optional.of(credentials.value(hook.secret().get()));
        URI address = WebhookChannel.address(credentials.value(hook.url()), hook.url(), kind());
        return new WebhookChannel(this, address, secret, clock);
    }

    /**
     * A request.
     *
     * @param address with what the server wants in it
     * @param headers beside those of any request with JSON
     */
    record Posting(URI address, Map<String, String> headers, String body) {
        public Posting {
            requireNonNull(address, "address");
            headers = Map.copyOf(headers);
            requireNonNull(body, "body");
        }

        /** One that says everything in its body. */
        static Posting of(URI address, ObjectNode body) {
            return new Posting(address, Map.of(), body.toString());
        }
    }

    /**
     * A letter as the server takes it.
     *
     * @param secret that signs it, where there is one
     */
    Posting posting(NoticeBatch letter, URI address, Optional<String> secret, Instant now);

    /** Why an answer of status 200 is a refusal; empty where the letter has arrived. */
    default Optional<String> refusal(String body) {
        return Optional.empty();
    }
}
