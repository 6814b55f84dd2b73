package dev.weir.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses in buckets there are, and what they lead to. */
class ObjectAddressTest {

    @ParameterizedTest
    @CsvSource({
        "s3://landing, s3a://landing, true",
        "s3a://landing/, s3a://landing, true",
        "s3a://landing/a b/c=1/, s3a://landing/a b/c=1, true",
        "s3a://landing/{date}/x-*.csv, s3a://landing/{date}/x-*.csv, false",
        "s3a://landing/a..b/...c, s3a://landing/a..b/...c, true",
        "s3a://landing/张三@x, s3a://landing/张三@x, true",
    })
    void isWrittenAsHadoopDoes(String written, String address, boolean plain) {
        assertThat(ObjectAddress.of(written)).get().hasToString(address);
        assertThat(ObjectAddress.of(written).orElseThrow().isPlain()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/data",
                "raw/x",
                "file:///x",
                "http://landing/x",
                "S3A://landing",
                "s3n://landing/x",
                "s3a:/landing/x",
                "s3a://",
                "s3a:///x",
                "s3a://ab/x",
                "s3a://Landing/x",
                "s3a://lan*ing/x",
                "s3a://landing:9000/x",
                "s3a://../x",
                "s3a://a..b/x",
                "s3a://me:secret@landing/x",
                "s3a://me@landing",
                "s3a://landing/../x",
                "s3a://landing/./x",
                "s3a://landing/x/..",
                "s3a://landing/{..,x}/y",
                "s3a://landing/{x,y/../../z}",
                "s3a://landing/%2e%2e/x",
                "s3a://landing/x\\y",
                "s3a://landing//x",
                "s3a://landing/x//",
                "s3a://landing/x\ny",
                "s3a://landing/x\u0000"
            })
    void refusesWhatMayLeadElsewhere(String written) {
        assertThat(ObjectAddress.of(written)).isEmpty();
        assertThat(ObjectAddress.fault(written)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "s3a://landing/a, s3a://landing, true",
        "s3a://landing/a, s3://landing/a, true",
        "s3a://landing/a/b*, s3a://landing/a, true",
        "s3a://landing/ab, s3a://landing/a, false",
        "s3a://landing/a*, s3a://landing/a, false",
        "'s3a://landing/a{/x,b/y}', s3a://landing/a, false",
        "s3a://landing, s3a://landing/a, false",
        "s3a://other/a, s3a://landing/a, false",
    })
    void liesBelowAWholeFolderAlone(String written, String root, boolean below) {
        ObjectAddress address = ObjectAddress.of(written).orElseThrow();
        assertThat(address.isBelow(ObjectAddress.of(root).orElseThrow())).isEqualTo(below);
    }

    @Test
    void showsNoPassword() {
        assertThat(ObjectAddress.shown("s3a://me:secret@landing/a@b")).isEqualTo("s3a://…@landing/a@b");
        assertThat(ObjectAddress.shown("s3a://landing/a@b")).isEqualTo("s3a://landing/a@b");
    }
}
