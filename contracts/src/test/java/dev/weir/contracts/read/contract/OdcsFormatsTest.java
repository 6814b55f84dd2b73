package dev.weir.contracts.read.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OdcsFormatsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://weir.example/a/b;c=1?d=e&f#g?h/i",
                "HTTP://weir.example",
                "a+b-c.1:x",
                "a:",
                "a:/",
                "a:b/c:d@e",
                "file:///etc/passwd",
                "a://",
                "a://:8080/",
                "a://u:p:w@h:1/",
                "a://[::1]:80/",
                "a://[fe80::1:192.0.2.1]",
                "a://[v1.x:y]/",
                "a://%E4%BD%A0/%e5",
                "mailto:li@weir.example",
                "urn:uuid:00000000-0000-0000-0000-000000000000"
            })
    void knowsUris(String uri) {
        assertThat(is("uri", uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "a",
                "a/b",
                "1a:b",
                "a_b:c",
                "é:a",
                "//weir.example",
                "?q",
                "a: b",
                "a:b ",
                "a:b\n",
                "a:%4",
                "a:%GG",
                "a:100%",
                "a:{b}",
                "a:<b>",
                "a:\"b\"",
                "a:b|c",
                "a:b\\c",
                "a:b^c",
                "a:`",
                "a:你",
                "a:[b]",
                "a:b#c#d",
                "a://h:8o/",
                "a://u@v@h/",
                "a://[::1",
                "a://[1]/",
                "a://[::1]x/",
                "a://[::01.2.3.4]/",
                "a://h/[b]"
            })
    void refusesWhatIsNoUri(String text) {
        assertThat(is("uri", text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a@b.example           | true",
                "a.b+c@d-e.example     | true",
                "!#$%&'*/=?_`{}~@b.example | true",
                "\"a b\"@c.example     | true",
                "\"a@b\"@c.example     | true",
                "\"a\\\"b\"@c.example   | true",
                "\"\"@c.example        | true",
                "a@[192.0.2.1]         | true",
                "a@[IPv6:2001:db8::1]  | true",
                "a@[ipv6:::1]          | true",
                "a@b                   | false",
                "a                     | false",
                "@b.example            | false",
                "a@                    | false",
                ".a@b.example          | false",
                "a.@b.example          | false",
                "a..b@c.example        | false",
                "a b@c.example         | false",
                "a@b@c.example         | false",
                "\"a\"b\"@c.example     | false",
                "\"a@b.example         | false",
                "a@b=c.example         | false",
                "a@-b.example          | false",
                "a@b..example          | false",
                "a@b.example.          | false",
                "a@[192.0.2.256]       | false",
                "a@[2001:db8::1]       | false",
                "a@b.example, c@d.example | false",
                "Li <a@b.example>      | false",
                "李@b.example           | false"
            })
    void knowsMailAddresses(String address, boolean right) {
        assertThat(is("email", address)).isEqualTo(right);
    }

    @Test
    void measuresMailAddresses() {
        String domain = "@" + "b".repeat(63) + ".example";
        assertThat(is("email", "a".repeat(64) + domain)).isTrue();
        assertThat(is("email", "a".repeat(65) + domain)).isFalse();
        assertThat(is("email", "a@" + "b".repeat(64) + ".example")).isFalse();
        assertThat(is("email", "a@" + "b.".repeat(126) + "c")).isTrue();
        assertThat(is("email", "a@" + "b.".repeat(127) + "c")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "::1, true",
        "::, true",
        "1::, true",
        "2001:db8::8a2e:370:7334, true",
        "2001:db8:0:0:0:0:2:1, true",
        "1:2:3:4:5:6:7::, true",
        "::2:3:4:5:6:7:8, true",
        "1:2:3:4:5:6::8, true",
        "::ffff:192.0.2.1, true",
        "::192.0.2.1, true",
        "1:2:3:4:5:6:192.0.2.1, true",
        "1::3:4:5:6:192.0.2.1, true",
        "1:2:3:4:5::192.0.2.1, true",
        "1::2::3, false",
        "1:2:3:4:5:6:7, false",
        "1:2:3:4:5:6:7:8:9, false",
        "1:2:3:4:5:6:7:8::, false",
        "::1:2:3:4:5:6:7:8, false",
        "1:2:3:4:5:6:7:192.0.2.1, false",
        "::192.0.2.256, false",
        "::192.0.2.01, false",
        "192.0.2.1::, false",
        "1:::2, false",
        "12345::, false",
        ":1::2, false",
        "fe80::1%eth0, false",
        "'::1 ', false",
        "[::1], false"
    })
    void knowsAddressesOfVersion6(String address, boolean right) {
        assertThat(is("ipv6", address)).isEqualTo(right);
    }

    @Test
    void knowsTheOthers() {
        assertThat(is("ipv4", "192.168.0.1")).isTrue();
        assertThat(is("ipv4", "256.1.1.1")).isFalse();
        assertThat(is("ipv4", "1.1.1.01")).isFalse();
        assertThat(is("hostname", "a.b-c.example")).isTrue();
        assertThat(is("hostname", "-a.example")).isFalse();
        assertThat(is("hostname", "a.example.")).isFalse();
        assertThat(is("hostname", "a_b.example")).isFalse();
        assertThat(is("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380")).isTrue();
        assertThat(is("uuid", "2eb8aa08aa9811eab4aa73b441d16380")).isFalse();
        assertThat(is("byte", "QUJD")).isTrue();
        assertThat(is("byte", "QUJ")).isFalse();
    }

    /** In little stack, and without going back. */
    @Test
    void readsLongTexts() {
        String many = "%41a/".repeat(200_000);
        assertThat(is("uri", "a://b/" + many + "?" + many + "#" + many)).isTrue();
        assertThat(is("uri", "a://b/" + many + "?" + many + "#" + many + "|")).isFalse();
        assertThat(is("email", "\"" + "a".repeat(200_000) + "\"@b.example")).isFalse();
        assertThat(is("email", "a.".repeat(200_000) + "@b.example")).isFalse();
    }

    private static boolean is(String format, String text) {
        return Pattern.compile("^(?:" + OdcsFormats.pattern(format).orElseThrow() + ")\\z")
                .matcher(text)
                .find();
    }
}
