package dev.weir.jobs.metrics;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.Telemetry;
import dev.weir.jobs.desk.Desk;
import dev.weir.releases.storage.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Gives monitoring its numbers once a run is over, where the profile asks for it. What the run was stays what it was. */
public final class MetricsAfterRun {

    private MetricsAfterRun() {}

    /** What cannot be measured, written or sent is noted. */
    public static void give(Desk desk) {
        try {
            Workspace settings = desk.settings();
            Telemetry telemetry = settings.profile().telemetry();
            if (telemetry.hasMetrics()) {
                List<Measure> measures = WorkspaceMeasures.of(desk).measures();
                telemetry.metricsFile().ifPresent(file -> write(settings.root().resolve(file), measures));
                telemetry.collector().ifPresent(collector -> Exposition.otlp(measures, collector));
            }
        } catch (ProblemsException e) {
            e.problems().forEach(problem -> desk.caller().note("No metrics: " + problem.what() + "; " + problem.why()));
        } catch (RuntimeException e) { // a fault of Weir's own is no reason for a run to be another than it was
            desk.caller()
                    .note("No metrics: a fault of Weir's own (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Writes them in Prometheus' text, whole or not at all.
     *
     * @throws ProblemsException when the file cannot be written
     */
    public static void write(Path file, List<Measure> measures) {
        try {
            DurableFile.replace(
                    file.toAbsolutePath(), Exposition.prometheus(measures).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of(file.toString()),
                    "'" + file + "' cannot be written",
                    e.getClass().getSimpleName(),
                    "Name a file in a folder that is there and that this user may write to.");
        }
    }
}
