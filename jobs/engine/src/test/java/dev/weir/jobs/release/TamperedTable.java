package dev.weir.jobs.release;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ReleasedTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.delta.DeltaLog;

/** A released table whose own metadata somebody edits so that it loses a data file, and puts back. */
public final class TamperedTable {

    private final ReleasedTable table;
    private final Map<Path, byte[]> before = new LinkedHashMap<>();

    public TamperedTable(ReleasedTable table) {
        this.table = table;
    }

    /** The release's version loses a file that it added; check sums are gone, as whoever can edit the file removes them. */
    public void loseAFile() throws IOException {
        if (table.version().format().equals(TableFormat.DELTA)) {
            loseAnAddedFile();
        } else {
            loseAManifest();
        }
        DeltaLog.clearCache();
    }

    public void putBack() throws IOException {
        for (Map.Entry<Path, byte[]> file : before.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        before.clear();
        DeltaLog.clearCache();
    }

    private void loseAnAddedFile() throws IOException {
        Path log = folder().resolve("_delta_log");
        String name = "%020d".formatted(table.version().number());
        Path commit = log.resolve(name + ".json");
        List<String> lines = new ArrayList<>(Files.readAllLines(commit));
        lines.remove(lines.stream()
                .filter(line -> line.startsWith("{\"add\":"))
                .findFirst()
                .orElseThrow());
        remember(commit);
        Files.deleteIfExists(log.resolve(name + ".crc"));
        Files.write(commit, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void loseAManifest() throws IOException {
        Path list;
        try (Stream<Path> files = Files.list(folder().resolve("metadata"))) {
            list = files.filter(file -> file.getFileName()
                            .toString()
                            .startsWith("snap-" + table.version().number() + "-"))
                    .findFirst()
                    .orElseThrow();
        }
        remember(list);
        List<GenericRecord> entries = new ArrayList<>();
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(list.toFile(), new GenericDatumReader<>())) {
            reader.forEach(entries::add);
            entries.remove(
                    entries.stream().filter(TamperedTable::hasFiles).findFirst().orElseThrow());
            try (DataFileWriter<GenericRecord> writer =
                    new DataFileWriter<>(new GenericDatumWriter<>(reader.getSchema()))) {
                for (String key : reader.getMetaKeys()) {
                    if (!DataFileWriter.isReservedMeta(key)) {
                        writer.setMeta(key, reader.getMeta(key));
                    }
                }
                writer.create(reader.getSchema(), list.toFile());
                for (GenericRecord entry : entries) {
                    writer.append(entry);
                }
            }
        }
    }

    /** A manifest may say of files alone that they went. */
    private static boolean hasFiles(GenericRecord manifest) {
        return Stream.of("added_files_count", "existing_files_count")
                .anyMatch(field -> ((Number) manifest.get(field)).intValue() > 0);
    }

    private void remember(Path file) throws IOException {
        before.put(file, Files.readAllBytes(file));
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    private Path folder() {
        return Path.of(table.version().location());
    }
}
