package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags as in CK_TOKEN_INFO of PKCS#11 2.40; the first two are what SoftHSM 2.6 shows. */
class TokenStateTest {

    @ParameterizedTest
    @CsvSource({
        "0x42d, READY",
        "0x1042d, READY", // a wrong PIN was tried
        "0x425, WITHOUT_PIN",
        "0x2042d, LAST_TRY",
        "0x3042d, LAST_TRY",
        "0x4042d, LOCKED",
        "0x6042d, LOCKED",
        "0x40425, LOCKED"
    })
    void saysWhetherAPinMayBeTried(String flags, TokenState state) {
        assertThat(TokenState.of(Long.decode(flags))).isEqualTo(state);
    }
}
