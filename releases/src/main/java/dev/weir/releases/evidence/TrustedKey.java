package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.keys.VerifyingKey;
import java.nio.file.Path;
import java.util.List;

/**
 * A public key that a verification goes by.
 *
 * @param grounds why it is trusted
 * @param place where it was read, for people
 */
public record TrustedKey(VerifyingKey key, Grounds grounds, String place) {
    /** Why a key is trusted. */
    public enum Grounds {
        /** The caller named the key's file or its fingerprint. */
        NAMED,
        /** It lies in the workspace of the releases: who can change these can replace the key as well. */
        WORKSPACE
    }

    /** A key whose file or fingerprint the caller named. */
    public static TrustedKey named(VerifyingKey key, String place) {
        return new TrustedKey(key, Grounds.NAMED, place);
    }

    /**
     * The public keys that lie in a workspace, the one of now first.
     *
     * @throws ProblemsException with {@link Code#KEY} when one of their files holds none, or no record states until when one
     *     counts
     */
    public static List<TrustedKey> ofWorkspace(Workspace workspace) {
        return of(workspace, SigningKeys.of(workspace).publics());
    }

    /** The same, though no record may say until when one counts: for logs, into which goes the rotation that makes it good. */
    static List<TrustedKey> uncheckedIn(Workspace workspace) {
        return of(workspace, SigningKeys.of(workspace).unchecked());
    }

    private static List<TrustedKey> of(Workspace workspace, List<SigningKeys.Public> keys) {
        return keys.stream()
                .map(found -> ofWorkspace(found.key(), place(workspace.root(), found.file())))
                .toList();
    }

    private static String place(Path root, Path file) {
        return (file.startsWith(root) ? root.relativize(file) : file).toString();
    }

    /** That a workspace has no public key, where one is needed. */
    public static ProblemsException none(Workspace workspace, String remedy) {
        return ProblemsException.of(
                Code.KEY,
                Place.of(SigningKeys.of(workspace).publicFile().toString()),
                "There is no public key to verify with",
                "the workspace has none where signing.public of weir.yaml says",
                remedy);
    }

    /** A key that lies in the workspace. */
    public static TrustedKey ofWorkspace(VerifyingKey key, String place) {
        return new TrustedKey(key, Grounds.WORKSPACE, place);
    }

    /** The key's fingerprint: SHA-256 of its DER, as manifests name it. */
    public String fingerprint() {
        return key.id();
    }
}
