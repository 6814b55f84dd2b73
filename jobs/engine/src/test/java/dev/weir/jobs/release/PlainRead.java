package dev.weir.jobs.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Reads ids from tables by their public formats alone: Delta's log as JSON, Iceberg's by its library, no Spark. */
final class PlainRead {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Configuration PLAIN = new Configuration(false);
    private static final Map<Written, List<Integer>> KNOWN = new ConcurrentHashMap<>();

    private PlainRead() {}

    /** A snapshot of an Iceberg table. */
    static List<Integer> iceberg(Table table, long snapshot) {
        return ids(icebergFiles(table, snapshot));
    }

    static List<Path> icebergFiles(Table table, long snapshot) {
        List<Path> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshot).planFiles()) {
            tasks.forEach(task -> files.add(path(task.file().location())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** A version of a Delta table; the newest when it is negative. */
    static List<Integer> delta(Path folder, long version) {
        return ids(deltaFiles(folder, version));
    }

    /** The newest version of a Delta table; -1 when there is none. */
    static long deltaVersion(Path folder) {
        return commits(folder).size() - 1L;
    }

    static List<Path> deltaFiles(Path folder, long version) {
        Set<Path> files = new LinkedHashSet<>();
        List<Path> commits = commits(folder);
        long last = version < 0 ? commits.size() - 1L : version;
        if (last >= commits.size()) {
            throw new IllegalStateException("There is no version " + version + " of " + folder);
        }
        for (Path commit : commits.subList(0, (int) last + 1)) {
            try {
                for (String line : Files.readAllLines(commit)) {
                    JsonNode action = JSON.readTree(line);
                    if (action.has("add")) {
                        files.add(folder.resolve(
                                URI.create(action.at("/add/path").asText()).getPath()));
                    }
                    if (action.has("remove")) {
                        files.remove(folder.resolve(
                                URI.create(action.at("/remove/path").asText()).getPath()));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(files);
    }

    /** In order, without gaps: their place in the list is their version. */
    private static List<Path> commits(Path folder) {
        Path log = folder.resolve("_delta_log");
        if (!Files.isDirectory(log)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(log)) {
            List<Path> commits = files.filter(
                            file -> file.getFileName().toString().matches("[0-9]{20}\\.json"))
                    .sorted()
                    .toList();
            for (int version = 0; version < commits.size(); version++) {
                if (Long.parseLong(commits.get(version).getFileName().toString().substring(0, 20)) != version) {
                    throw new IllegalStateException(
                            "The log of " + folder + " has a gap before " + commits.get(version));
                }
            }
            return commits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String location) {
        return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }

    static List<Integer> ids(List<Path> files) {
        List<Integer> ids = new ArrayList<>();
        for (Path file : files) {
            ids.addAll(KNOWN.computeIfAbsent(Written.of(file), PlainRead::read));
        }
        ids.sort(null);
        return ids;
    }

    private static List<Integer> read(Written written) {
        List<Integer> ids = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(
                        new GroupReadSupport(),
                        new org.apache.hadoop.fs.Path(written.file().toString()))
                .withConf(PLAIN)
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                ids.add(row.getInteger("id", 0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(ids);
    }

    /** A file as it was written at one time; nobody changes it in place. */
    private record Written(Path file, Object identity, FileTime changed, long bytes) {

        static Written of(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return new Written(file, String.valueOf(found.fileKey()), found.lastModifiedTime(), found.size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
