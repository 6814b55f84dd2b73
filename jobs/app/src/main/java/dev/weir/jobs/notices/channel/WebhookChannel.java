package dev.weir.jobs.notices.channel;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.settings.Credential;
import dev.weir.contracts.settings.NoticeChannel;
import dev.weir.contracts.text.OwnHost;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Posts letters to a server. Follows no redirection: an address that moved is corrected by a person. */
final class WebhookChannel implements Channel {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 64 * 1024;

    private final WebhookFormat format;
    private final URI address;
    private final Optional<String> secret;
    private final Clock clock;

    WebhookChannel(WebhookFormat format, URI address, Optional<String> secret, Clock clock) {
        this.format = requireNonNull(format, "format");
        this.address = requireNonNull(address, "address");
        this.secret = requireNonNull(secret, "secret");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The address, if it is one that may be used. It is secret more often than not, so no message has it. */
    static URI address(String text, Credential from, NoticeChannel.Kind kind) throws DeliveryException {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            throw new DeliveryException("what " + from.shown() + " holds is no address");
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() == null
                || address.getUserInfo() != null
                || !Set.of("http", "https").contains(scheme)) {
            throw new DeliveryException("what " + from.shown() + " holds is no address of http or https");
        }
        boolean isOpen = kind == NoticeChannel.Kind.WEBHOOK || OwnHost.is(address.getHost());
        if (scheme.equals("http") && !isOpen) {
            throw new DeliveryException(
                    "what " + from.shown() + " holds begins with http:, and everybody on the way could read it");
        }
        return address;
    }

    @Override
    public void send(NoticeBatch letter) throws DeliveryException, InterruptedException {
        WebhookFormat.Posting posting = format.posting(letter, address, secret, clock.instant());
        HttpRequest.Builder request = HttpRequest.newBuilder(posting.address())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "weir");
        posting.headers().forEach(request::header);
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(
                    request.POST(HttpRequest.BodyPublishers.ofString(posting.body(), StandardCharsets.UTF_8))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() / 100 != 2) {
                    throw new DeliveryException("the server answers with HTTP status " + answer.statusCode());
                }
                String text = new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8);
                Optional<String> refusal = format.refusal(text);
                if (refusal.isPresent()) {
                    throw new DeliveryException(refusal.get());
                }
            }
        } catch (SSLException e) {
            throw DeliveryException.untrusted(e.getClass().getSimpleName());
        } catch (IOException e) { // its message may have the address
            throw new DeliveryException(
                    "the server does not answer (" + e.getClass().getSimpleName() + ")");
        }
    }
}
