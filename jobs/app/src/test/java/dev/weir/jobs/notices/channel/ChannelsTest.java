package dev.weir.jobs.notices.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.weir.contracts.settings.Credential;
import dev.weir.contracts.settings.NoticeChannel;
import dev.weir.contracts.settings.NoticeChannel.Kind;
import dev.weir.contracts.settings.NoticeChannel.Security;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Schemas;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** All channels, against servers of this machine. */
class ChannelsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T05:00:00Z"), ZoneOffset.UTC);
    private static final Notice NOTICE = new Notice(
            "held",
            "0f3c",
            "Held: no release of 临床",
            List.of("Rule 'a<b & c' failed: 3 of 100 rows.", "What to do: mend it."),
            List.of("clinical-data@example.org"),
            Map.of("product", "clinical"));
    private static final NoticeBatch LETTER = new NoticeBatch("mini", List.of(NOTICE), List.of());

    @TempDir
    private Path folder;

    private static NoticeChannel channel(NoticeChannel.Endpoint endpoint) {
        return new NoticeChannel("there", endpoint, NoticeChannel.Wanted.USUAL, Map.of());
    }

    private NoticeChannel hook(Kind kind, URI address, String secret) {
        return channel(new NoticeChannel.Webhook(
                kind,
                new Credential.Variable("HOOK", address.toString()),
                Optional.of(secret).filter(text -> !text.isEmpty()).map(text -> new Credential.Variable("KEY", text))));
    }

    private void send(NoticeChannel channel, NoticeBatch letter) throws Exception {
        Channels.open(channel, folder, CLOCK).send(letter);
    }

    private String undelivered(NoticeChannel channel) {
        return catchThrowableOfType(DeliveryException.class, () -> send(channel, LETTER))
                .why();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "EMAIL")
    void aHookGetsTheWholeNoticeOnce(Kind kind) throws Exception {
        try (HookServer server = new HookServer()) {
            send(hook(kind, server.address("/hook?token=t0"), ""), LETTER);
            assertThat(server.received()).hasSize(1);
            HookServer.Received got = server.received().get(0);
            assertThat(got.address()).isEqualTo("/hook?token=t0");
            assertThat(got.headers().get("content-type")).startsWith("application/json");
            assertThat(CommandsTest.json(got.body()).toString()).contains("临床", "3 of 100 rows", "mend it");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "EMAIL")
    void whatTheServerDoesNotTakeIsUndelivered(Kind kind) throws Exception {
        try (HookServer server = new HookServer()) {
            NoticeChannel channel = hook(kind, server.address("/token-9b2c"), "");
            for (int status : new int[] {302, 307, 400, 401, 404, 429, 500, 503}) {
                server.answers(status, "token-9b2c");
                assertThat(undelivered(channel)).isEqualTo("the server answers with HTTP status " + status);
            }
            // a redirection leads nowhere
            assertThat(server.received())
                    .extracting(HookServer.Received::address)
                    .containsOnly("/token-9b2c");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "EMAIL")
    void aServerThatIsNotThereIsUndeliveredWithoutItsAddress(Kind kind) throws Exception {
        int port;
        try (ServerSocket left = new ServerSocket(0)) {
            port = left.getLocalPort();
        }
        assertThat(undelivered(hook(kind, URI.create("http://127.0.0.1:" + port + "/token-9b2c"), "")))
                .startsWith("the server does not answer (")
                .doesNotContain("token-9b2c", Integer.toString(port));
    }

    @Test
    void aServerThatTakesItsTimeIsNotWaitedFor() throws Exception {
        try (HookServer server = new HookServer()) {
            server.answersAfter(60_000);
            Instant begun = Instant.now();
            assertThat(undelivered(hook(Kind.SLACK, server.address("/"), "")))
                    .isEqualTo("the server does not answer (HttpTimeoutException)");
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        FEISHU   # {"code":19021,"msg":"sign match fail"} # the server refuses it with code 19021
        FEISHU   # {"StatusCode":9499}                    # the server refuses it with code 9499
        FEISHU   # {"msg":"?"}                            # the server's answer has no code
        FEISHU   # <html>                                 # the server's answer is no JSON
        DINGTALK # {"errcode":310000,"errmsg":"keywords"} # the server refuses it with code 310000
        DINGTALK # {"code":0}                             # the server's answer has no code
        DINGTALK # {"errcode":"none"}                     # the server's answer has no number as its code
        WECOM    # {"errcode":93000,"errmsg":"invalid"}   # the server refuses it with code 93000
        WECOM    # []                                     # the server's answer is no JSON
        """)
    void aRobotThatAnswers200MayHaveRefused(Kind kind, String answer, String why) throws Exception {
        try (HookServer server = new HookServer()) {
            server.answers(200, answer);
            assertThat(undelivered(hook(kind, server.address("/"), ""))).isEqualTo(why);
        }
        try (HookServer server = new HookServer()) {
            server.answers(200, "{\"StatusCode\":0,\"errcode\":0,\"errmsg\":\"ok\"}");
            send(hook(kind, server.address("/"), ""), LETTER);
        }
    }

    private static String hmac(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void feishuIsSignedInItsBody() throws Exception {
        try (HookServer server = new HookServer()) {
            send(hook(Kind.FEISHU, server.address("/"), "s3cret"), LETTER);
            JsonNode body = CommandsTest.json(server.received().get(0).body());
            assertThat(body.at("/timestamp").asText()).isEqualTo("1795669200");
            assertThat(body.at("/sign").asText()).isEqualTo(hmac("1795669200\ns3cret", ""));
            assertThat(body.at("/msg_type").asText()).isEqualTo("text");
            assertThat(body.at("/content/text").asText()).startsWith("Held: no release of 临床\nRule 'a‹b & c'");
            assertThat(server.received().get(0).body()).doesNotContain("s3cret");
        }
    }

    @Test
    void dingTalkIsSignedInItsAddress() throws Exception {
        try (HookServer server = new HookServer()) {
            send(hook(Kind.DINGTALK, server.address("/send?access_token=a"), "SEC+/="), LETTER);
            send(hook(Kind.DINGTALK, server.address("/send"), "SEC+/="), LETTER);
            String sign = hmac("SEC+/=", "1795669200000\nSEC+/=");
            assertThat(server.received())
                    .extracting(got -> URLDecoder.decode(got.address(), StandardCharsets.UTF_8))
                    .containsExactly(
                            "/send?access_token=a&timestamp=1795669200000&sign=" + sign,
                            "/send?timestamp=1795669200000&sign=" + sign);
        }
    }

    @Test
    void aWebhookHasTheHeadersOfStandardWebhooksAndTheSchemaThatShips() throws Exception {
        try (HookServer server = new HookServer()) {
            send(hook(Kind.WEBHOOK, server.address("/"), "plain"), LETTER);
            send(hook(Kind.WEBHOOK, server.address("/"), "whsec_cGxhaW4="), LETTER);
            for (HookServer.Received got : server.received()) {
                String id = got.headers().get("webhook-id");
                assertThat(id).isEqualTo(LETTER.id());
                assertThat(got.headers().get("webhook-signature"))
                        .isEqualTo("v1," + hmac("plain", id + ".1795669200." + got.body()));
                assertThat(Schemas.valid("notice", CommandsTest.json(got.body())))
                        .isTrue();
            }
        }
    }

    @Test
    void ownersAreCalledAndNobodyElse() throws Exception {
        Notice loud = new Notice(
                "held", "1", "<!channel> <@U1> <at user_id=\"all\"></at>", List.of("<@all>"), List.of(), Map.of());
        NoticeBatch letter = new NoticeBatch("mini", List.of(loud), List.of("U77", "13800001111"));
        try (HookServer server = new HookServer()) {
            for (Kind kind : List.of(Kind.SLACK, Kind.FEISHU, Kind.DINGTALK, Kind.WECOM)) {
                send(hook(kind, server.address("/"), ""), letter);
            }
            List<JsonNode> got = server.received().stream()
                    .map(one -> {
                        try {
                            return CommandsTest.json(one.body());
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(got.get(0).at("/text").asText())
                    .startsWith("<@U77> <@13800001111> &lt;!channel&gt; &lt;@U1&gt;");
            assertThat(got.get(1).at("/content/text").asText())
                    .startsWith("<at user_id=\"U77\"></at> ")
                    .doesNotContain("<at user_id=\"all\"");
            assertThat(got.get(2).at("/at").toString())
                    .isEqualTo("{\"atMobiles\":[\"13800001111\"],\"atUserIds\":[\"U77\"],\"isAtAll\":false}");
            assertThat(got.get(2).at("/text/content").asText()).startsWith("@U77 @13800001111 ");
            assertThat(got.get(3).at("/text/mentioned_list").toString()).isEqualTo("[\"U77\"]");
            assertThat(got.get(3).at("/text/mentioned_mobile_list").toString()).isEqualTo("[\"13800001111\"]");
            assertThat(got.get(3).at("/text/content").asText()).doesNotContain("<@all>");
        }
    }

    /** Servers refuse what is too long, so it is cut where a line ends. */
    @ParameterizedTest
    @CsvSource({"SLACK, 4000", "FEISHU, 20000", "DINGTALK, 20000", "WECOM, 2048"})
    void manyNoticesAreCutToWhatTheServerTakes(Kind kind, int most) throws Exception {
        List<Notice> many = Stream.iterate(1, number -> number + 1)
                .limit(500)
                .map(number -> new Notice(
                        "ends", "n" + number, "到期 " + number, List.of("一行字".repeat(20)), List.of(), Map.of()))
                .toList();
        try (HookServer server = new HookServer()) {
            send(hook(kind, server.address("/"), ""), new NoticeBatch("mini", many, List.of()));
            JsonNode body = CommandsTest.json(server.received().get(0).body());
            String text = Stream.of("/text/content", "/content/text", "/text")
                    .map(path -> body.at(path).asText(""))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(most);
            assertThat(text).startsWith("到期 1\n").endsWith("… and more: 'weir notices' shows all of them.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        http://hooks.example.org/token-9b2c    # what ${HOOK} holds begins with http:, and everybody on the way could read it
        hooks.example.org/token-9b2c           # what ${HOOK} holds is no address of http or https
        ftp://hooks.example.org/token-9b2c     # what ${HOOK} holds is no address of http or https
        https://u:p@hooks.example.org/         # what ${HOOK} holds is no address of http or https
        https://hooks.example.org/ token-9b2c  # what ${HOOK} holds is no address
        """)
    void anAddressThatCannotBeIsNotAskedAndNotShown(String address, String why) {
        NoticeChannel channel = channel(
                new NoticeChannel.Webhook(Kind.SLACK, new Credential.Variable("HOOK", address), Optional.empty()));
        assertThat(undelivered(channel)).isEqualTo(why);
    }

    @Test
    void whatWeirYamlNamesHasToBeThere() throws Exception {
        assertThat(undelivered(channel(
                        new NoticeChannel.Webhook(Kind.SLACK, new Credential.Variable("HOOK", ""), Optional.empty()))))
                .isEqualTo("the variable ${HOOK} is not set");
        NoticeChannel inFile =
                channel(new NoticeChannel.Webhook(Kind.SLACK, new Credential.InFile("hook"), Optional.empty()));
        assertThat(undelivered(inFile)).isEqualTo("'hook' cannot be read (NoSuchFileException)");
        Files.writeString(folder.resolve("hook"), "\n");
        assertThat(undelivered(inFile)).isEqualTo("the first line of 'hook' is empty");
        try (HookServer server = new HookServer()) {
            Files.writeString(folder.resolve("hook"), server.address("/x") + "\nrest\n");
            send(inFile, LETTER);
            assertThat(server.received()).hasSize(1);
        }
    }

    private static NoticeChannel.Mail mail(int port, Security security, Optional<NoticeChannel.Login> login) {
        return new NoticeChannel.Mail(
                "localhost", port, security, login, "weir@example.org", List.of("data@example.org"));
    }

    private static List<String> people(MimeMessage message) throws Exception {
        return Stream.of(message.getRecipients(Message.RecipientType.TO))
                .map(Address::toString)
                .toList();
    }

    /** GreenMail takes its certificate from there, once. */
    private static final String KEYSTORE = "greenmail.tls.keystore.file";

    private static GreenMail mailServer(String protocol) {
        ServerSetup setup = new ServerSetup(0, "localhost", protocol);
        setup.setServerStartupTimeout(60_000);
        GreenMail server = new GreenMail(setup);
        server.start();
        return server;
    }

    /** A certificate for the name localhost, that nobody but its keeper trusts. */
    private static Path certificate(Path folder) throws Exception {
        Path keys = folder.resolve("mail.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        keys.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return keys;
    }

    private static SSLSocketFactory trusting(Path keys) throws Exception {
        KeyStore all = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mail", all.getCertificate("mail"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    @Test
    void anEMailGoesToThoseItIsAddressedTo() throws Exception {
        GreenMail server = mailServer(ServerSetup.PROTOCOL_SMTP);
        try {
            NoticeChannel channel = channel(mail(server.getSmtp().getPort(), Security.NONE, Optional.empty()));
            send(channel, LETTER);
            send(
                    channel,
                    new NoticeBatch("mini", List.of(NOTICE, NOTICE), List.of("ana@example.org", "li@example.org")));
            MimeMessage[] got = server.getReceivedMessages();
            assertThat(got[0].getSubject()).isEqualTo("[weir] Held: no release of 临床");
            assertThat(got[0].getContent().toString())
                    .isEqualToNormalizingNewlines(
                            "Held: no release of 临床\nRule 'a<b & c' failed: 3 of 100 rows.\nWhat to do: mend it.");
            assertThat(got[0].getFrom()).extracting(Address::toString).containsExactly("weir@example.org");
            assertThat(people(got[0])).containsExactly("data@example.org");
            assertThat(got[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(got).hasSize(3); // GreenMail keeps one for each of two people
            assertThat(got[1].getSubject()).isEqualTo("[weir] 2 notices of mini");
            assertThat(people(got[1])).containsExactly("ana@example.org", "li@example.org");
        } finally {
            server.stop();
        }
    }

    @Test
    void anEMailIsNotSentInTheClearWhereTlsIsAskedFor() throws Exception {
        GreenMail open = mailServer(ServerSetup.PROTOCOL_SMTP); // which knows no STARTTLS
        try {
            Optional<NoticeChannel.Login> login =
                    Optional.of(new NoticeChannel.Login("weir", new Credential.Variable("PASS", "secret-7f3a")));
            assertThat(undelivered(channel(mail(open.getSmtp().getPort(), Security.STARTTLS, login))))
                    .startsWith("the server does not take it (");
            assertThat(open.getReceivedMessages()).isEmpty();
        } finally {
            open.stop();
        }
    }

    @Test
    void aMailServerHasToBeTheOneThatIsNamed() throws Exception {
        Path keys = certificate(folder);
        System.setProperty(KEYSTORE, keys.toString());
        GreenMail server = mailServer(ServerSetup.PROTOCOL_SMTPS);
        try {
            server.setUser("weir@example.org", "weir", "secret-7f3a");
            Optional<NoticeChannel.Login> login =
                    Optional.of(new NoticeChannel.Login("weir", new Credential.Variable("PASS", "secret-7f3a")));
            NoticeChannel.Mail named = mail(server.getSmtps().getPort(), Security.TLS, login);
            NoticeChannel.Mail elsewhere =
                    new NoticeChannel.Mail("127.0.0.1", named.port(), Security.TLS, login, named.from(), named.to());
            assertThat(undelivered(channel(named)))
                    .as("a certificate that Java does not trust")
                    .isEqualTo("this machine does not trust the server's certificate, or they have no TLS in common"
                            + " (SSLHandshakeException)");
            assertThat(undelivered(hook(Kind.SLACK, URI.create("https://localhost:" + named.port() + "/"), "")))
                    .startsWith("this machine does not trust the server's certificate");
            Optional<SSLSocketFactory> trusted = Optional.of(trusting(keys));
            assertThatThrownBy(
                            () -> new MailChannel(elsewhere, Optional.of("secret-7f3a"), CLOCK, trusted).send(LETTER))
                    .as("a certificate of another name")
                    .isInstanceOf(DeliveryException.class);
            assertThat(server.getReceivedMessages()).isEmpty();
            assertThatThrownBy(() -> new MailChannel(named, Optional.of("wrong"), CLOCK, trusted).send(LETTER))
                    .hasMessage("the server refuses user or password");
            new MailChannel(named, Optional.of("secret-7f3a"), CLOCK, trusted).send(LETTER);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            System.clearProperty(KEYSTORE);
            server.stop();
        }
    }

    @Test
    void aMailServerThatIsNotThereOrRefusesIsTold() throws Exception {
        GreenMail server = mailServer(ServerSetup.PROTOCOL_SMTP);
        NoticeChannel channel = channel(mail(server.getSmtp().getPort(), Security.NONE, Optional.empty()));
        server.stop();
        assertThat(undelivered(channel)).isEqualTo("the server does not take it (ConnectException)");
        assertThatThrownBy(() -> send(
                        channel(mail(
                                1,
                                Security.STARTTLS,
                                Optional.of(new NoticeChannel.Login("weir", new Credential.InFile("password"))))),
                        LETTER))
                .hasMessage("'password' cannot be read (NoSuchFileException)");
    }
}
