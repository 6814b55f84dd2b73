package dev.weir.contracts.settings;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One profile of {@code weir.yaml}: where things are kept. Values of the form {@code ${NAME}} or {@code ${NAME:-default}}
 * have been replaced from the environment.
 *
 * @param name such as {@code laptop}
 * @param storage where releases lie
 * @param telemetry whom its runs report to
 * @param keys where the workspace's keys lie, and what opens them
 * @param signing what releases are signed with
 * @param spark further settings of Spark
 * @param sources where sources may be besides the workspace
 */
public record Profile(
        String name,
        Storage storage,
        Telemetry telemetry,
        KeySettings keys,
        SigningSettings signing,
        Map<String, String> spark,
        SourceSettings sources) {

    public Profile {
        spark = Collections.unmodifiableMap(new LinkedHashMap<>(spark));
    }

    /** A profile whose sources lie in the workspace and whose catalogue and release log lie in its warehouse, and that signs releases with the usual key. */
    public Profile(
            String name,
            String warehouse,
            Map<String, String> lineageTransport,
            KeySettings keys,
            Map<String, String> spark) {
        this(
                name,
                Storage.in(warehouse),
                Telemetry.lineage(lineageTransport),
                keys,
                SigningSettings.USUAL,
                spark,
                SourceSettings.NONE);
    }

    /** Those of the roots of sources that are folders. */
    public List<Path> sourceFolders(Path workspace) {
        return sources.roots().stream()
                .filter(root -> !ObjectAddress.isMeant(root))
                .map(workspace::resolve)
                .toList();
    }

    /** Those of the roots of sources that lie in buckets. */
    public List<ObjectAddress> sourceAddresses() {
        return sources.roots().stream()
                .map(ObjectAddress::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Where releases lie.
     *
     * @param warehouse a folder relative to the workspace, or a URI
     * @param releases where the release log lies
     * @param catalogue in which tables are found
     * @param site below which folder of the workspace people find their pages: warehouses count their releases each by itself
     */
    public record Storage(String warehouse, ReleaseStore releases, CatalogueSettings catalogue, String site) {

        /** Where pages lie unless a second warehouse has pages of its own. */
        public static final String SITE = "site";

        /** One whose pages lie in the usual place. */
        public Storage(String warehouse, ReleaseStore releases, CatalogueSettings catalogue) {
            this(warehouse, releases, catalogue, SITE);
        }

        /** Whether the warehouse lies in a bucket of S3. */
        public boolean isInBucket() {
            return warehouse.startsWith("s3a:");
        }

        public static Storage in(String warehouse) {
            return new Storage(warehouse, ReleaseStore.WAREHOUSE, CatalogueSettings.EMBEDDED);
        }
    }
}
