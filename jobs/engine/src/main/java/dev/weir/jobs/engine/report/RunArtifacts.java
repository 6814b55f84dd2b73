package dev.weir.jobs.engine.report;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.RunRecord;
import dev.weir.lineage.EventRecorder;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What a run leaves for people, kept in {@code <warehouse>/runs/<product>/<run>/} where the warehouse lies in a bucket: it outlives the
 * machine that the run was on.
 */
public final class RunArtifacts implements EventRecorder {

    /** Longer logs are cut at their beginning. */
    private static final int LOG = 4 << 20;

    private final Warehouse warehouse;

    private RunArtifacts(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Those of a warehouse; empty where it lies on a disk, as the workspace does. */
    static Optional<RunArtifacts> of(Warehouse warehouse) {
        return warehouse.disk().isPresent() ? Optional.empty() : Optional.of(new RunArtifacts(warehouse));
    }

    /** What keeps lineage events: none where the warehouse lies on a disk. */
    public static EventRecorder lineage(Warehouse warehouse) {
        return of(warehouse).<EventRecorder>map(papers -> papers).orElse(EventRecorder.NONE);
    }

    @Override
    public void keep(String product, String run, String kind, String event) throws IOException {
        warehouse
                .runs(product, run)
                .replace("lineage-" + kind + ".json", (event + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> kept(String product, String run, String kind) throws IOException {
        return warehouse
                .runs(product, run)
                .read("lineage-" + kind + ".json")
                .map(event -> new String(event, StandardCharsets.UTF_8));
    }

    /** Copies of a run's report and record, and of what Spark and other libraries have logged since it began. */
    void keep(RunRecord record, Path report) throws IOException {
        FileStorage there = warehouse.runs(record.run().product(), record.run().id());
        Path folder = requireNonNull(report.getParent());
        for (String name : List.of("report.html", "run.json")) {
            there.replace(name, Files.readAllBytes(folder.resolve(name)));
        }
        String log = since(
                record.run().started(), folder.resolveSibling("../spark.log").normalize());
        if (!log.isEmpty()) {
            there.replace("spark.log", log.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** From the first line of that time on, or of its end; what belongs to a line follows it without a time. */
    static String since(Instant began, Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return "";
        }
        String text = new String(
                Files.readAllBytes(log), StandardCharsets.UTF_8); // Weir's settings begin a new file at 10 MB
        int from = 0;
        while (from < text.length()
                && time(text, from).filter(at -> !at.isBefore(began)).isEmpty()) {
            int end = text.indexOf('\n', from);
            from = end < 0 ? text.length() : end + 1;
        }
        return text.substring(Math.max(from, text.length() - LOG));
    }

    /** The time at the beginning of a line. */
    private static Optional<Instant> time(String text, int from) {
        int end = text.indexOf(' ', from);
        try {
            return end < 0
                    ? Optional.empty()
                    : Optional.of(
                            OffsetDateTime.parse(text.substring(from, end)).toInstant());
        } catch (DateTimeParseException e) { // a line of a stack trace
            return Optional.empty();
        }
    }
}
