package dev.weir.jobs.notices.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.settings.NoticeChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * JSON of Weir's own, {@code schemas/notice.schema.json}. With a secret it is signed as <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a> has it; id
 * and time are there in any case.
 */
public final class GenericWebhook implements WebhookFormat {

    private static final String ENCODED = "whsec_";

    @Override
    public NoticeChannel.Kind kind() {
        return NoticeChannel.Kind.WEBHOOK;
    }

    @Override
    public Posting posting(NoticeBatch letter, URI address, Optional<String> secret, Instant now) {
        ObjectNode json = Json.object().put("workspace", letter.workspace());
        json.set("notices", Json.objects(letter.notices(), Notice.SHAPE::node));
        json.set("to", Json.texts(letter.to()));
        String body = json.toString();
        Map<String, String> headers = new LinkedHashMap<>();
        String time = Long.toString(now.getEpochSecond());
        headers.put("webhook-id", letter.id());
        headers.put("webhook-timestamp", time);
        secret.ifPresent(key -> headers.put(
                "webhook-signature", "v1," + WebhookSigning.sign(bytes(key), letter.id() + "." + time + "." + body)));
        return new Posting(address, headers, body);
    }

    /** Secrets of that specification are in Base64 behind a word; others are taken as they are. */
    private static byte[] bytes(String secret) {
        if (secret.startsWith(ENCODED)) {
            try {
                return Base64.getDecoder().decode(secret.substring(ENCODED.length()));
            } catch (IllegalArgumentException e) {
                return secret.getBytes(StandardCharsets.UTF_8);
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }
}
