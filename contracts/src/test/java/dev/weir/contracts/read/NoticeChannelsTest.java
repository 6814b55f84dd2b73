package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import dev.weir.contracts.settings.Credential;
import dev.weir.contracts.settings.NoticeChannel;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a profile says of its channels of notices. */
class NoticeChannelsTest {

    private static final String MAIL =
            "{ kind: email, server: 'mail.example.org:2525', user: weir, password: '${PASS}', from: weir@example.org,"
                    + " to: data@example.org }";

    @TempDir
    private Path folder;

    private static Sample sample(String channels) {
        Sample sample = Sample.clinical();
        String keys = "    keys: { store: keys/weir.bcfks, password: \"${WEIR_KEY_PASSWORD:-}\" }\n";
        assertThat(sample.text("weir.yaml")).contains(keys);
        return sample.with(
                        "weir.yaml", sample.text("weir.yaml").replace(keys, keys + "    notices: " + channels + "\n"))
                .environment(Map.of("PASS", "secret-7f3a", "HOOK", "https://hooks.example.org/T/token-9b2c"));
    }

    private List<NoticeChannel> read(String channels) throws Exception {
        Sample sample = sample(channels);
        assertThat(sample.readIn(folder).problems()).isEmpty();
        return sample.workspaceIn(folder).profile().telemetry().notices();
    }

    @Test
    void aChannelOfEachKindIsRead() throws Exception {
        List<NoticeChannel> channels = read("{ stewards: " + MAIL
                + ", hook: { kind: webhook, url: 'http://ops.example.org/weir', secretFile: /run/secrets/hook }"
                + ", slack: { kind: slack, url: '${HOOK}', on: [held, ends], days: 14, share: 0.5, again: 3 }"
                + ", feishu: { kind: feishu, urlFile: /run/secrets/feishu, secret: '${PASS}' }"
                + ", ding: { kind: dingtalk, url: '${HOOK}', owners: { clinical-data@example.org: 13800001111 } }"
                + ", wecom: { kind: wecom, url: '${NOT_SET}' } }");
        assertThat(channels)
                .extracting(NoticeChannel::name)
                .containsExactly("stewards", "hook", "slack", "feishu", "ding", "wecom");
        assertThat(channels.get(0).endpoint())
                .isEqualTo(new NoticeChannel.Mail(
                        "mail.example.org",
                        2525,
                        NoticeChannel.Security.STARTTLS,
                        Optional.of(new NoticeChannel.Login("weir", new Credential.Variable("PASS", "secret-7f3a"))),
                        "weir@example.org",
                        List.of("data@example.org")));
        assertThat(channels.get(0).wanted()).isEqualTo(NoticeChannel.Wanted.USUAL);
        assertThat(channels.get(1).endpoint())
                .isEqualTo(new NoticeChannel.Webhook(
                        NoticeChannel.Kind.WEBHOOK,
                        new Credential.Plain("http://ops.example.org/weir"),
                        Optional.of(new Credential.InFile("/run/secrets/hook"))));
        assertThat(channels.get(2).wanted())
                .isEqualTo(new NoticeChannel.Wanted(Set.of(Topic.HELD, Topic.ENDS), 14, 0.5, 3));
        assertThat(channels.get(4).owners()).containsExactly(Map.entry("clinical-data@example.org", "13800001111"));
        assertThat(channels.get(5).endpoint())
                .isEqualTo(new NoticeChannel.Webhook(
                        NoticeChannel.Kind.WECOM, new Credential.Variable("NOT_SET", ""), Optional.empty()));
        assertThat(channels.toString()).doesNotContain("secret-7f3a", "token-9b2c");
    }

    @Test
    void theUsualPortIsThatOfItsSecurity() throws Exception {
        assertThat(List.of("starttls", "tls", "none"))
                .extracting(security -> ((NoticeChannel.Mail) read("{ m: { kind: email, server: mail, security: "
                                        + security + ", from: a@b, to: [c@d] } }")
                                .get(0)
                                .endpoint())
                        .port())
                .containsExactly(587, 465, 25);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        { a: { kind: slack, url: 'https://hooks.example.org/T/token-9b2c' } } # C004 the url of the channel 'a' is no variable
        { a: { kind: webhook, url: 'https://ops.example.org/?key=token-9b2c' } } # C004 the 'url' of the channel 'a' cannot stand here
        { a: { kind: webhook, url: 'https://me:token-9b2c@ops.example.org/' } } # C004 the 'url' of the channel 'a' cannot stand here
        { a: { kind: feishu, url: '${HOOK}', secret: token-9b2c } } # C004 the secret of the channel 'a' is no variable
        { a: { kind: email, server: m, user: u, password: token-9b2c, from: a@b, to: c@d } } # C004 the password of the channel 'a' is no variable
        { a: { kind: email, server: m, security: none, user: u, password: '${PASS}', from: a@b, to: c@d } } # C004 the channel 'a' has a password and 'security: none'
        { a: { kind: email, server: m, user: u, from: a@b, to: c@d } } # C004 the channel 'a' has a 'user' and no password
        { a: { kind: email, server: m, password: '${PASS}', from: a@b, to: c@d } } # C004 the channel 'a' has a password and no 'user'
        { a: { kind: email, server: m, from: 'Me <a@b>', to: c@d } } # C004 'from' of the channel 'a' is no address of e-mail
        { a: { kind: email, server: 'm:99999', from: a@b, to: c@d } } # C004 the 'server' of the channel 'a' has the port 99999
        { a: { kind: email } } # C003 the channel 'a' has no 'to'
        { a: { kind: wecom, url: '${HOOK}', secret: '${PASS}' } } # C004 'secret' is nothing to the channel 'a'
        { a: { kind: slack, url: '${HOOK}', to: c@d } } # C004 'to' is nothing to the channel 'a'
        { a: { kind: slack } } # C003 the channel 'a' has no 'url'
        { a: { kind: slack, url: '${HOOK}', urlFile: f } } # C004 the channel 'a' has 'url' and 'urlFile'
        { a: { kind: pager, url: '${HOOK}' } } # C004 'kind' of a channel of notices is 'pager'
        { a: { kind: slack, url: '${HOOK}', on: [holds] } } # C004 an item of 'on' of a channel of notices is 'holds'
        { 'a/b': { kind: slack, url: '${HOOK}' } } # C004 'a/b' is no name of a channel
        """)
    void whatIsWrongIsToldWithoutWhatMayBeSecret(String channels, String problem) throws Exception {
        List<Problem> problems = sample(channels).readIn(folder).problems();
        assertThat(problems)
                .extracting(found -> found.code().id() + " " + found.what())
                .contains(problem);
        assertThat(problems).noneMatch(found -> found.toString().contains("token-9b2c"));
    }
}
