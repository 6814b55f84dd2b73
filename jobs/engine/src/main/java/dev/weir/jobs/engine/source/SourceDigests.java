package dev.weir.jobs.engine.source;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceDigest;
import dev.weir.jobs.plan.Plan;
import dev.weir.privacy.keys.DerivedKey;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyVersion;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.keys.WorkspaceKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * By what a product's releases know their source files again. Where a mask hides something of a table that is a keyed digest: a file
 * of one record has few enough neighbours to be found by its bare hash, which readers of a release see. A release before may have
 * bare digests, or those of another version of the key: files are compared with what was recorded in the way in which it was.
 */
public final class SourceDigests {

    private final Workspace workspace;
    private final String purpose;
    private final Optional<String> active;
    private final Map<String, Optional<DerivedKey>> keys = new ConcurrentHashMap<>();

    private SourceDigests(Workspace workspace, String purpose, Optional<String> active) {
        this.workspace = workspace;
        this.purpose = purpose;
        this.active = active;
    }

    /**
     * Of a plan's sources.
     *
     * @param key the one that the plan's run masks with
     */
    public static SourceDigests of(Workspace workspace, Plan plan, WorkspaceKey key) {
        boolean hides =
                plan.tables().stream().flatMap(table -> table.masks().stream()).anyMatch(mask -> !mask.keeps());
        SourceDigests digests = new SourceDigests(
                workspace,
                "weir/files/" + plan.product().id(),
                Optional.of(key.id()).filter(id -> hides));
        digests.keys.put(key.id(), Optional.of(key.derive(digests.purpose)));
        return digests;
    }

    /** What stands for a file in what a run leaves. */
    public SourceDigest of(String sha256) {
        return active.map(id -> keyed(sha256, id).orElseThrow()).orElseGet(() -> SourceDigest.bare(sha256));
    }

    /** The same in the way in which another was made; empty where its key is gone. */
    public Optional<SourceDigest> like(String sha256, SourceDigest other) {
        return other.key().map(id -> keyed(sha256, id)).orElseGet(() -> Optional.of(SourceDigest.bare(sha256)));
    }

    /** Whether a digest is that of a file; not where its key is gone. */
    public boolean isOf(String sha256, SourceDigest recorded) {
        return like(sha256, recorded).equals(Optional.of(recorded));
    }

    /** Finds by a file's hash the path of one among some that has the same bytes. */
    Function<String, Optional<String>> paths(Collection<SourceCount.SourceFile> files) {
        Map<SourceDigest, String> paths = new HashMap<>();
        Map<Optional<String>, SourceDigest> ways = new HashMap<>();
        for (SourceCount.SourceFile file : files) {
            paths.put(file.digest(), file.path());
            ways.put(file.digest().key(), file.digest());
        }
        return sha256 -> ways.values().stream()
                .flatMap(way -> like(sha256, way).stream())
                .flatMap(digest -> Optional.ofNullable(paths.get(digest)).stream())
                .findFirst();
    }

    private Optional<SourceDigest> keyed(String sha256, String id) {
        HexFormat hex = HexFormat.of();
        return keys.computeIfAbsent(id, this::stored)
                .map(key -> key.mac(MacAlgorithm.HMAC_SHA_256).doFinal(hex.parseHex(sha256)))
                .map(hmac -> SourceDigest.keyed(hex.formatHex(hmac), id));
    }

    private Optional<DerivedKey> stored(String id) {
        return KeyFile.of(workspace).read().version(id).flatMap(KeyVersion::key).map(key -> key.derive(purpose));
    }
}
