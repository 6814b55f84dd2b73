package dev.weir.releases.log;

import dev.weir.contracts.Workspace;
import dev.weir.privacy.keys.KeyRetirement;
import dev.weir.privacy.keys.SignedText;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.keys.VerifyingKey;
import dev.weir.privacy.timestamp.TimeStampAuthority;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys of a log: who gives a release a name, or adds to a chain, signs with the private one, and who reads goes by the
 * public ones. They are the pair that signs the workspace's releases. Each is read when it is asked for.
 */
public final class LogKeys {

    private final Supplier<SigningKey> signing;
    private final Supplier<List<VerifyingKey>> verifying;
    private final Supplier<Optional<TimeStampAuthority>> authority;

    private LogKeys(
            Supplier<SigningKey> signing,
            Supplier<List<VerifyingKey>> verifying,
            Supplier<Optional<TimeStampAuthority>> authority) {
        this.signing = signing;
        this.verifying = verifying;
        this.authority = authority;
    }

    /** Those of a workspace, and who stamps the time of its signatures. */
    public static LogKeys of(Workspace workspace) {
        LogKeys keys = of(SigningKeys.of(workspace));
        return new LogKeys(keys.signing, keys.verifying, () -> TimeStampAuthority.of(workspace));
    }

    /** Those in these files. */
    public static LogKeys of(SigningKeys keys) {
        return new LogKeys(
                keys::existing,
                () -> keys.unchecked().stream().map(SigningKeys.Public::key).toList(),
                Optional::empty);
    }

    /** Public keys alone: nothing can be signed. */
    public static LogKeys of(List<VerifyingKey> keys) {
        List<VerifyingKey> copy = List.copyOf(keys);
        return new LogKeys(
                () -> {
                    throw new IllegalStateException("A reader of a log signs nothing");
                },
                () -> copy,
                Optional::empty);
    }

    /**
     * Who stamps the time of signatures; empty when there is no such authority.
     *
     * @throws dev.weir.contracts.ProblemsException with {@code KEY} when the certificates to know it by cannot be read
     */
    public Optional<TimeStampAuthority> authority() {
        return authority.get();
    }

    /**
     * The private key.
     *
     * @throws dev.weir.contracts.ProblemsException with {@code KEY} when there is none, or it cannot be used
     */
    public SigningKey signing() {
        return signing.get();
    }

    /**
     * The public keys; none where none is there.
     *
     * @throws dev.weir.contracts.ProblemsException with {@code KEY} when a file holds none
     */
    List<VerifyingKey> verifying() {
        return verifying.get();
    }

    /** Whether a key is the one of now: no other has taken its place. Errors as {@link #verifying}. */
    public boolean isOfNow(VerifyingKey key) {
        return verifying().stream().findFirst().equals(Optional.of(key));
    }

    /** What the records of rotation say of keys that were replaced. Errors as {@link #verifying}. */
    public List<KeyRetirement> ends() {
        return verifying().stream().flatMap(key -> key.end().stream()).toList();
    }

    /** Whether the owner of one of the public keys signed exactly these bytes; errors as {@link #verifying}. */
    boolean verify(byte[] message, byte[] signature) {
        return verifying().stream().anyMatch(key -> key.verifies(message, signature));
    }

    /** The public key whose owner signed a text; empty when it is none of them. Errors as {@link #verifying}. */
    Optional<VerifyingKey> signer(SignedText text) {
        return verifying().stream().filter(text::isBy).findFirst();
    }
}
