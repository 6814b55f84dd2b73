package dev.weir.jobs.release.catalogue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A metadata file of an Iceberg table, found by its name: {@code 00012-<uuid>.metadata.json}. Each commit of the table writes
 * one with the next number, before the catalogue's row names it; one that died in between leaves a file that no row ever named.
 *
 * @param version the number in its name
 */
record MetadataFile(Path path, int version) {

    private static final Pattern NAME = Pattern.compile("([0-9]{1,9})-.*\\.metadata\\.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    MetadataFile {
        requireNonNull(path, "path");
    }

    /** Those in a table's folder, the highest number first; of one number, the one that was written last. */
    static List<MetadataFile> in(Path table) throws IOException {
        Path folder = table.resolve("metadata");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(MetadataFile::named)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt(MetadataFile::version)
                            .thenComparing(file -> file.path().toFile().lastModified())
                            .thenComparing(MetadataFile::path)
                            .reversed())
                    .toList();
        }
    }

    /** By its name; empty where the name is not that of a metadata file. */
    static Optional<MetadataFile> named(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches() ? Optional.of(new MetadataFile(path, Integer.parseInt(name.group(1)))) : Optional.empty();
    }

    /**
     * What it says of the table's versions.
     *
     * @param uuid of the table
     * @param newest the snapshot that readers of the table see; empty where nothing was released yet
     * @param snapshots all that can be read
     */
    record Said(String uuid, OptionalLong newest, Set<Long> snapshots) {
        Said {
            requireNonNull(uuid, "uuid");
            snapshots = Set.copyOf(snapshots);
        }
    }

    /** Reads it; throws where it is no metadata. */
    Said read() throws IOException {
        JsonNode json = JSON.readTree(Files.readAllBytes(path));
        if (!json.path("format-version").isInt() || !json.path("table-uuid").isTextual()) {
            throw new IOException("it is no metadata of an Iceberg table");
        }
        JsonNode newest = json.path("current-snapshot-id");
        Set<Long> snapshots = new HashSet<>();
        json.path("snapshots")
                .forEach(snapshot -> snapshots.add(snapshot.path("snapshot-id").asLong()));
        return new Said(
                json.path("table-uuid").textValue(),
                newest.isNumber() && newest.longValue() >= 0
                        ? OptionalLong.of(newest.longValue())
                        : OptionalLong.empty(),
                snapshots);
    }
}
