package dev.weir.jobs.notices.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.settings.NoticeChannel;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** WeCom's <a href="https://developer.work.weixin.qq.com/document/path/91770">group robot</a>. It knows no signature. */
public final class WeComWebhook implements WebhookFormat {

    /** A text has 2,048 bytes at most. */
    private static final int LARGEST = 2000;

    @Override
    public NoticeChannel.Kind kind() {
        return NoticeChannel.Kind.WECOM;
    }

    @Override
    public Posting posting(NoticeBatch letter, URI address, Optional<String> secret, Instant now) {
        ObjectNode text = Json.object().put("content", letter.text(LARGEST).replace("<@", "<"));
        text.set("mentioned_list", Json.texts(letter.accounts()));
        text.set("mentioned_mobile_list", Json.texts(letter.phones()));
        ObjectNode json = Json.object().put("msgtype", "text");
        json.set("text", text);
        return Posting.of(address, json);
    }

    @Override
    public Optional<String> refusal(String body) {
        return WebhookResponse.refusal(body, List.of("errcode"));
    }
}
