package dev.weir.jobs.engine.report;

import dev.weir.catalogue.ReleaseStorage;
import dev.weir.contracts.catalogue.WebFolder;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.releases.evidence.EarlierFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Where the rows of a release lie; its lists of files are read when an exporter asks for them.
 *
 * @param folder absolute, in which the files of an export will lie
 * @param served where the warehouse is served to anyone
 * @param made what its tables are made of
 */
record SignedStorage(
        String warehouse,
        Manifest manifest,
        EarlierFiles signed,
        Path folder,
        Optional<WebFolder> served,
        Supplier<List<TableLineage>> made)
        implements ReleaseStorage {

    private static final Pattern FILE = Pattern.compile("file:/*");

    @Override
    public Optional<String> folder(String table) {
        return manifest.table(table)
                .flatMap(released -> onDisk(released.version().location()))
                .filter(place -> place.startsWith(folder))
                .map(place -> slashed(folder, place));
    }

    /** A place on this machine; none in a bucket. */
    private static Optional<Path> onDisk(String location) {
        String path =
                FILE.matcher(location).lookingAt() ? FILE.matcher(location).replaceFirst("/") : location;
        return path.contains("://")
                ? Optional.empty()
                : Optional.of(Path.of(path).normalize());
    }

    @Override
    public Optional<WebFolder> downloads(String table) {
        return manifest.table(table)
                .flatMap(released -> below(released.version().location()))
                .flatMap(path -> served.map(folder -> new WebFolder(folder.file(path) + "/")));
    }

    /** A place as its path below the warehouse; empty where it lies elsewhere. */
    private Optional<String> below(String location) {
        Optional<Path> root = onDisk(warehouse);
        if (root.isEmpty()) {
            String folder = warehouse.endsWith("/") ? warehouse : warehouse + "/";
            return Optional.of(location)
                    .filter(place -> place.startsWith(folder))
                    .map(place -> place.substring(folder.length()).replaceFirst("/$", ""));
        }
        return onDisk(location).filter(place -> place.startsWith(root.get())).map(place -> slashed(root.get(), place));
    }

    private static String slashed(Path root, Path place) {
        return StreamSupport.stream(root.relativize(place).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    @Override
    public Optional<String> definition(String path) {
        return manifest.evidence(EvidenceKind.CONTRACT).stream()
                .filter(item -> item.name().equals(path))
                .findFirst()
                .flatMap(signed::text);
    }

    @Override
    public Optional<DataFileList> files(String table) {
        return signed.of(manifest, table);
    }

    @Override
    public ReleaseProfile profile() {
        return signed.profile(manifest).orElse(ReleaseProfile.NONE);
    }

    @Override
    public List<TableLineage> lineage() {
        return made.get();
    }
}
