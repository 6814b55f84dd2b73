package dev.weir.jobs.verb.proof;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.roles.Act;
import dev.weir.jobs.desk.Desk;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.releases.acts.ActDetails;
import dev.weir.releases.acts.Permit;
import dev.weir.releases.evidence.SigningRotation;
import dev.weir.releases.log.KeyUse;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versions of a workspace's key, and the public keys that its releases are verified with. No secret.
 *
 * @param settings of the workspace
 * @param use which version masked which release
 * @param signing the one of now first
 */
public record KeyInventory(Workspace settings, KeyRing ring, KeyUse use, List<SigningKeys.Public> signing) {

    public KeyInventory {
        signing = List.copyOf(signing);
    }

    public static KeyInventory of(Desk desk) {
        Workspace settings = desk.settings();
        SigningKeys.of(settings).publics(); // whether a record states of each until when it counts
        return of(settings, KeyFile.of(settings).read());
    }

    private static KeyInventory of(Workspace settings, KeyRing ring) {
        return new KeyInventory(
                settings,
                ring,
                KeyUse.in(StoredReleaseLog.of(settings)),
                SigningKeys.of(settings).unchecked());
    }

    public Path file() {
        return KeyFile.of(settings).path();
    }

    /** The public key to hand out. */
    public Path publicFile() {
        return SigningKeys.of(settings).publicFile();
    }

    /** The releases that a version masked, in words. */
    public String masked(String version) {
        return masked(use, version);
    }

    private static String masked(KeyUse use, String version) {
        List<String> releases = use.of(version);
        return releases.isEmpty() ? "no release" : String.join(", ", releases);
    }

    /** With a key, in a workspace that had none. */
    public static KeyInventory made(Desk desk, SecureRandom random) {
        Workspace settings = desk.settings();
        return of(settings, KeyFile.of(settings).create(desk.clock(), random));
    }

    /**
     * With a new version, which is active.
     *
     * @param by who asks
     */
    public static KeyInventory rotated(Desk desk, String by, SecureRandom random) {
        Workspace settings = desk.settings();
        Permit permit = permit(desk, by, "of masks");
        KeyFile keys = KeyFile.of(settings);
        KeyRing ring = keys.read();
        KeyUse.in(StoredReleaseLog.of(settings))
                .releases()
                .forEach((id, releases) -> keys.requireHad(ring, List.of(id), String.join(", ", releases)));
        permit.enter();
        return of(settings, keys.rotate(desk.clock(), random));
    }

    /**
     * With a new pair that signs.
     *
     * @param compromised whether an attacker may have the private key that is replaced
     * @param last releases that the caller vouches for, where it is compromised: the last of a product each
     * @param by who asks
     */
    public static KeyInventory newPair(
            Desk desk, boolean compromised, List<String> last, String by, SecureRandom random) {
        Workspace settings = desk.settings();
        Permit permit = permit(desk, by, compromised ? "that signs, compromised" : "that signs");
        KeyRing kept = KeyFile.of(settings).read();
        Map<String, Long> vouched = new LinkedHashMap<>();
        for (String release : last) {
            ReleaseReference reference = ReleaseReference.whole(release);
            vouched.put(reference.product(), reference.number(StoredReleaseLog.of(settings)));
        }
        Optional<Path> handed = SigningKeys.of(settings).handedToGroup();
        SigningRotation.of(settings, desk.clock()).rotate(compromised, vouched, permit.enter(), random);
        handed.ifPresent(file -> desk.caller()
                .note("The new private key in '" + file
                        + "' is this account's alone. Others run nothing that signs until root"
                        + " hands the key to their group again: chown root:GROUP and chmod 640."));
        return of(settings, kept);
    }

    /** Closed anew, by {@code weir.yaml}. */
    public static KeyInventory closed(Desk desk, Optional<Path> old, SecureRandom random) {
        Workspace settings = desk.settings();
        KeyFile keys = KeyFile.of(settings);
        KeyRing ring = keys.close(old, random);
        SigningKeys.of(settings).close(old, random);
        keys.forgetFormer();
        return of(settings, ring);
    }

    /**
     * Without the secret of a previous version.
     *
     * @param sure without it, only what would be undone is said
     * @param by who asks
     * @throws ProblemsException when it may not be retired; when the caller is not sure
     */
    public static KeyInventory retired(Desk desk, String version, boolean sure, String by) {
        Workspace settings = desk.settings();
        Permit permit = permit(desk, by, version + ", retired");
        KeyFile keys = KeyFile.of(settings);
        keys.requireRetirable(keys.read(), version);
        KeyUse use = KeyUse.in(StoredReleaseLog.of(settings)).whole();
        if (!sure) {
            throw ProblemsException.usage(
                    keys.path().toString(),
                    "Key version " + version + " is not retired yet",
                    "it masked " + masked(use, version) + ", whose pseudonyms nobody could make or undo again",
                    "if that is meant, write weir keys retire " + version + " --yes");
        }
        permit.enter();
        return of(settings, keys.retire(version, desk.clock()));
    }

    /**
     * With the record that a version is lost which masked releases, and which the store does not have.
     *
     * @param sure without it, only what would be recorded is said
     * @param by who asks
     * @throws ProblemsException when no release was masked with it, or the store has it; when the caller is not sure
     */
    public static KeyInventory lost(Desk desk, String version, boolean sure, String by) {
        Workspace settings = desk.settings();
        Permit permit = permit(desk, by, version + ", which is lost");
        KeyFile keys = KeyFile.of(settings);
        KeyUse use = KeyUse.in(StoredReleaseLog.of(settings)).whole();
        if (use.of(version).isEmpty()) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("VERSION"),
                    "No release was masked with a key version '" + version + "'",
                    use.releases().isEmpty()
                            ? "no release was masked with a key"
                            : "releases were masked with "
                                    + String.join(", ", use.releases().keySet()),
                    "name the version that 'weir doctor' says is not in the store");
        }
        if (!sure && keys.read().version(version).isEmpty()) {
            throw ProblemsException.usage(
                    keys.path().toString(),
                    "Key version " + version + " is not recorded as lost yet",
                    "it masked " + masked(use, version)
                            + ": later pseudonyms will differ from theirs, and the people in"
                            + " them are counted once more in the ledger",
                    "look for a copy of the store first; if there is none, write weir keys retire " + version
                            + " --lost --yes");
        }
        permit.enter();
        return of(settings, keys.lost(version, desk.clock()));
    }

    private static Permit permit(Desk desk, String by, String key) {
        return desk.accessGuard(by).alone(ActDetails.of(Act.ROTATE, "key", key));
    }
}
