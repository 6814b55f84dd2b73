package dev.weir.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Pkcs11UriTest {

    private static final String MODULE = "?module-path=/usr/lib/softhsm/libsofthsm2.so";

    @Test
    void namesTokenKeyAndModule() {
        Pkcs11Uri uri = Pkcs11Uri.parse("pkcs11:token=weir;object=weir-wrap" + MODULE);
        assertThat(uri.module()).isEqualTo("/usr/lib/softhsm/libsofthsm2.so");
        assertThat(uri.token()).isEqualTo(Map.of("token", "weir"));
        assertThat(uri.tokenLabel()).isEqualTo("weir");
        assertThat(uri.object()).isEqualTo("weir-wrap");
        assertThat(uri.pinSource()).isEmpty();
        assertThat(uri.pinValue()).isEmpty();
    }

    /** As p11-kit's tools print it. */
    @Test
    void readsWhatToolsPrint() {
        Pkcs11Uri uri =
                Pkcs11Uri.parse("PKCS11:model=SoftHSM%20v2;manufacturer=SoftHSM%20project;serial=55ce484787a1b53f;"
                        + "token=Klinik%20%e5%8c%97%E4%BA%AC;object=weir;type=secret-key" + MODULE
                        + "&pin-source=file:/run/secrets/pin");
        assertThat(uri.token())
                .isEqualTo(Map.of(
                        "token",
                        "Klinik 北京",
                        "serial",
                        "55ce484787a1b53f",
                        "model",
                        "SoftHSM v2",
                        "manufacturer",
                        "SoftHSM project"));
        assertThat(uri.pinSource()).contains("/run/secrets/pin");
        assertThat(Pkcs11Uri.parse("pkcs11:token=a;object=b" + MODULE + "&pin-source=keys/pin")
                        .pinSource())
                .contains("keys/pin");
    }

    @Test
    void doesNotShowAPin() {
        Pkcs11Uri uri = Pkcs11Uri.parse("pkcs11:token=a;object=b" + MODULE + "&pin-value=12%2634");
        assertThat(uri.pinValue()).contains("12&34");
        assertThat(uri.toString()).doesNotContain("34");
        assertThat(new KeySettings("keys/weir.bcfks", new KeySettings.ModulePassword(uri, new KeySettings.NoPassword()))
                        .toString())
                .doesNotContain("34");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "file:/etc/passwd ! does not begin with pkcs11:",
                "pkcs11: ! it has no 'token'",
                "pkcs11:token=a?module-path=/m ! it has no 'object'",
                "pkcs11:object=b?module-path=/m ! it has no 'token'",
                "pkcs11:token=a;object=b ! it has no 'module-path'",
                "pkcs11:token=a;object=b?module-path=lib.so ! no whole path",
                "pkcs11:token=a;object=b?module-path=${LIB} ! written as %XX",
                "pkcs11:token=a;object=b;slot-id=7?module-path=/m ! something else than the attributes",
                "pkcs11:token=a;object=b;?module-path=/m ! something else than the attributes",
                "pkcs11:token=a;object=b?module-path=/m&vendor=x ! something else than the attributes",
                "pkcs11:token=a;object=b?module-path=/m;pin-value=123 ! written as %XX",
                "pkcs11:token=a;token=b;object=b?module-path=/m ! it has 'token' twice",
                "pkcs11:token=;object=b?module-path=/m ! its 'token' is empty",
                "pkcs11:token=a b;object=b?module-path=/m ! a blank as %20",
                "pkcs11:token=a%2;object=b?module-path=/m ! without two hex digits",
                "pkcs11:token=%ff;object=b?module-path=/m ! is not UTF-8",
                "pkcs11:token=a;object=b;type=private?module-path=/m ! is not secret-key",
                "pkcs11:token=a;object=b?module-path=/m&pin-value=123&pin-source=/p ! it has 'pin-source' and 'pin-value'",
                "pkcs11:token=a;object=b?module-path=/m&pin-source=|cat%20p ! is a program",
            })
    void refusesWhatIsNoKeyOfAModule(String uri, String why) {
        assertThatThrownBy(() -> Pkcs11Uri.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("123");
    }
}
