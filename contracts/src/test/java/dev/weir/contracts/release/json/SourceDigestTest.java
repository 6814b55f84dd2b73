package dev.weir.contracts.release.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.SourceCount.SourceFile;
import dev.weir.contracts.release.SourceDigest;
import org.junit.jupiter.api.Test;

/** In JSON a keyed digest has a name of its own, so that it is not taken for the hash of a file. */
class SourceDigestTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    @Test
    void isWrittenByItsKind() {
        assertThat(RunRecordJson.FILE.node(file(SourceDigest.bare(HEX))).toString())
                .isEqualTo("{\"path\":\"raw/a.csv\",\"bytes\":3,\"modified\":\"then\",\"sha256\":\"" + HEX + "\"}");
        assertThat(RunRecordJson.FILE
                        .node(file(SourceDigest.keyed(HEX, "ab12")))
                        .toString())
                .isEqualTo("{\"path\":\"raw/a.csv\",\"bytes\":3,\"modified\":\"then\",\"hmac-sha256\":\"" + HEX
                        + "\",\"key\":\"ab12\"}");
    }

    @Test
    void isNotThatOfAnotherKind() {
        assertThat(SourceDigest.keyed(HEX, "ab12"))
                .isNotEqualTo(SourceDigest.bare(HEX))
                .isNotEqualTo(SourceDigest.keyed(HEX, "ab13"));
        assertThat(SourceDigest.keyed(HEX, "ab12").text())
                .startsWith("HMAC-SHA-256 ")
                .endsWith(" by key ab12");
    }

    private static SourceFile file(SourceDigest digest) {
        return new SourceFile("raw/a.csv", 3, "then", digest);
    }
}
