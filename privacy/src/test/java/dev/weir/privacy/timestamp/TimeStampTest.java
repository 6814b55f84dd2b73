package dev.weir.privacy.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.timestamp.TimeStamp.Unproved;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimeStampTest {

    private static final String HASH = Sha256.hex("a signature".getBytes(StandardCharsets.UTF_8));
    private static final String OTHER = Sha256.hex("another".getBytes(StandardCharsets.UTF_8));

    private static MadeUpAuthority authority;
    private static MadeUpAuthority stranger;

    @BeforeAll
    static void make() throws Exception {
        authority = new MadeUpAuthority("Test time stamps", KeyPurposeId.id_kp_timeStamping);
        stranger = new MadeUpAuthority("A stranger", KeyPurposeId.id_kp_timeStamping);
    }

    @Test
    void aTokenTellsWhenAndByWhom() throws Exception {
        byte[] token = authority.token(HASH, authority.now);

        for (X509Certificate trusted : List.of(authority.root, authority.certificate)) {
            TimeStamp stamp = TimeStamp.of(token, HASH, List.of(stranger.root, trusted));

            assertThat(stamp.at()).isEqualTo(authority.now);
            assertThat(stamp.authority()).isEqualTo("CN=Test time stamps");
            assertThat(stamp.serial()).isEqualTo(10);
        }
    }

    @Test
    void ofAnotherHashItProvesNothing() throws Exception {
        byte[] token = authority.token(HASH, authority.now);

        assertUnproved(token, OTHER, authority.root, "something else");
    }

    @Test
    void ofAnAuthorityThatNobodyTrustsItProvesNothing() throws Exception {
        byte[] token = stranger.token(HASH, stranger.now);

        assertUnproved(token, HASH, authority.root, "leads to none that is trusted");
        assertUnproved(token, HASH, authority.certificate, "leads to none that is trusted");
    }

    @Test
    void aCertificateForAnotherPurposeStampsNothing() throws Exception {
        MadeUpAuthority server = new MadeUpAuthority("A web server", KeyPurposeId.id_kp_serverAuth);

        assertThatThrownBy(() -> server.token(HASH, server.now)).hasMessageContaining("ExtendedKeyUsage");
    }

    @Test
    void theCertificateWasValidThen() throws Exception {
        Instant late = authority.now.plus(31, ChronoUnit.DAYS);

        assertThatThrownBy(() -> TimeStamp.of(authority.token(HASH, late), HASH, List.of(authority.root)))
                .isInstanceOf(Unproved.class);
    }

    @Test
    void whatIsNoTokenIsNone() {
        for (byte[] garbage : List.of(new byte[0], new byte[] {0x30, 0}, HASH.getBytes(StandardCharsets.US_ASCII))) {
            assertUnproved(garbage, HASH, authority.root, "it is no token of RFC 3161");
        }
    }

    /** A token with another byte proves nothing, or what it proved before: its wrapping has bytes that nobody signed. */
    @Test
    void noByteCanBeChangedIntoAnotherTime() throws Exception {
        byte[] token = authority.token(HASH, authority.now);
        int refused = 0;
        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= 0x01;
            try {
                TimeStamp stamp = TimeStamp.of(changed, HASH, List.of(authority.root));
                assertThat(stamp.at()).isEqualTo(authority.now);
                assertThat(stamp.serial()).isEqualTo(10);
            } catch (Unproved e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(token.length * 9 / 10);
    }

    private static void assertUnproved(byte[] token, String sha256, X509Certificate trusted, String why) {
        assertThatThrownBy(() -> TimeStamp.of(token, sha256, List.of(trusted)))
                .isInstanceOfSatisfying(
                        Unproved.class, unproved -> assertThat(unproved.why()).contains(why));
    }
}
