package dev.weir.jobs.notices.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.settings.NoticeChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Feishu's <a href="https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot">custom bot</a>, and Lark's. Where there is a
 * secret, time (in seconds) and signature stand in the body; the signature is of an empty text, and its key is the time, a line feed and the secret.
 */
public final class FeishuWebhook implements WebhookFormat {

    /** A request has 20 KB at most. */
    private static final int LARGEST = 12_000;

    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9_-]+");

    @Override
    public NoticeChannel.Kind kind() {
        return NoticeChannel.Kind.FEISHU;
    }

    @Override
    public Posting posting(NoticeBatch letter, URI address, Optional<String> secret, Instant now) {
        ObjectNode json = Json.object();
        secret.ifPresent(key -> {
            String time = Long.toString(now.getEpochSecond());
            json.put("timestamp", time)
                    .put("sign", WebhookSigning.sign((time + "\n" + key).getBytes(StandardCharsets.UTF_8), ""));
        });
        String called = letter.to().stream()
                .filter(MEMBER.asMatchPredicate())
                .map(member -> "<at user_id=\"" + member + "\"></at> ")
                .collect(Collectors.joining());
        json.put("msg_type", "text");
        // a name in a notice mentions no member of a chat
        json.set(
                "content",
                Json.object().put("text", called + letter.text(LARGEST).replace("<", "‹")));
        return Posting.of(address, json);
    }

    @Override
    public Optional<String> refusal(String body) {
        return WebhookResponse.refusal(body, List.of("code", "StatusCode"));
    }
}
