package dev.weir.jobs.notices.channel;

import dev.weir.contracts.json.Json;
import dev.weir.contracts.settings.NoticeChannel;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Slack's <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">incoming webhooks</a>, which
 * Mattermost and others take as well. Its status shows what became of a letter. {@code <}, {@code >} and {@code &} are written as
 * its <a href="https://docs.slack.dev/messaging/formatting-message-text">formatting</a> asks, so no name in a notice becomes a
 * link or calls anybody.
 */
public final class SlackWebhook implements WebhookFormat {

    /** Slack cuts texts off after 4,000 characters. */
    private static final int LARGEST = 3500;

    @Override
    public NoticeChannel.Kind kind() {
        return NoticeChannel.Kind.SLACK;
    }

    @Override
    public Posting posting(NoticeBatch letter, URI address, Optional<String> secret, Instant now) {
        String called = letter.to().stream()
                .map(member -> member.startsWith("!") ? "" : "<@" + escaped(member) + "> ")
                .collect(Collectors.joining());
        return Posting.of(address, Json.object().put("text", called + escaped(letter.text(LARGEST))));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
