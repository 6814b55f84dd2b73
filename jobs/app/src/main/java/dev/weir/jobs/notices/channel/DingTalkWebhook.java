package dev.weir.jobs.notices.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.settings.NoticeChannel;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * DingTalk's <a href="https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages">custom robot</a>. Where there is a
 * secret, time (in milliseconds) and <a href="https://open.dingtalk.com/document/orgapp/customize-robot-security-settings">signature</a>
 * stand in the address; the signature is of the time, a line feed and the secret, and its key is the secret.
 */
public final class DingTalkWebhook implements WebhookFormat {

    /** A message has 20,000 bytes at most. */
    private static final int LARGEST = 12_000;

    @Override
    public NoticeChannel.Kind kind() {
        return NoticeChannel.Kind.DINGTALK;
    }

    @Override
    public Posting posting(NoticeBatch letter, URI address, Optional<String> secret, Instant now) {
        String called = letter.to().stream().map(one -> "@" + one + " ").collect(Collectors.joining());
        ObjectNode json = Json.object().put("msgtype", "text");
        json.set("text", Json.object().put("content", called + letter.text(LARGEST)));
        ObjectNode at = Json.object();
        at.set("atMobiles", Json.texts(letter.phones()));
        at.set("atUserIds", Json.texts(letter.accounts()));
        json.set("at", at.put("isAtAll", false));
        return Posting.of(secret.map(key -> signed(address, key, now)).orElse(address), json);
    }

    private static URI signed(URI address, String secret, Instant now) {
        String time = Long.toString(now.toEpochMilli());
        String sign = WebhookSigning.sign(secret.getBytes(StandardCharsets.UTF_8), time + "\n" + secret);
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + "timestamp=" + time + "&sign="
                + URLEncoder.encode(sign, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> refusal(String body) {
        return WebhookResponse.refusal(body, List.of("errcode"));
    }
}
