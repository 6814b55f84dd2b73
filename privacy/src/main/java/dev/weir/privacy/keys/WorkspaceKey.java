package dev.weir.privacy.keys;

import dev.weir.contracts.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * The secret of a workspace, or one version of it: 256 random bits, never used as they are, only to derive a key for one purpose
 * ({@link #derive}). It stays in the process that read it: it cannot be serialised and does not show in
 * {@link #toString}.
 */
public final class WorkspaceKey {

    static final int LENGTH = 32;

    private static final byte[] ID_LABEL = "weir/key-id".getBytes(StandardCharsets.UTF_8);

    private final byte[] secret;
    private final String id;
    private final Instant created;

    WorkspaceKey(byte[] secret, Instant created) {
        if (secret.length != LENGTH) {
            throw new IllegalArgumentException("A workspace key has " + LENGTH + " bytes, not " + secret.length);
        }
        this.secret = secret.clone();
        this.id = idOf(secret);
        this.created = created;
    }

    /** A new key of random bits, which is kept nowhere yet. */
    public static WorkspaceKey random(Clock clock, SecureRandom random) {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        return new WorkspaceKey(secret, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * What names the key in manifests: the first 16 hex digits of SHA-256 over {@code weir/key-id}, a zero byte and the
     * key. It tells nothing of a key of 256 random bits.
     */
    public String id() {
        return id;
    }

    /** When it was made. */
    public Instant created() {
        return created;
    }

    /**
     * The key for one purpose, by HKDF with SHA-256 (RFC 5869), without salt, the purpose as its info: 256 bits that tell
     * nothing of this key, nor of any other purpose's.
     *
     * @param purpose such as {@code weir/pseudonymise/clinical/MRN}
     */
    public DerivedKey derive(String purpose) {
        if (purpose.isBlank()) {
            throw new IllegalArgumentException("A key is derived for a purpose, and none is given");
        }
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(secret, null, purpose.getBytes(StandardCharsets.UTF_8)));
        byte[] derived = new byte[LENGTH];
        generator.generateBytes(derived, 0, LENGTH);
        return new DerivedKey(derived, purpose, id);
    }

    /** The key's id and nothing else. */
    @Override
    public String toString() {
        return "WorkspaceKey[" + id + "]";
    }

    /** The secret itself, for the file that keeps it. */
    byte[] secret() {
        return secret.clone();
    }

    private static String idOf(byte[] secret) {
        MessageDigest digest = Sha256.digest();
        digest.update(ID_LABEL);
        digest.update((byte) 0);
        return HexFormat.of().formatHex(digest.digest(secret), 0, 8);
    }
}
