package dev.weir.jobs.verb.run;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.run.Backfill;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.source.LateFiles;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.lineage.RunEvent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A run of a product for a release. */
public final class ReleaseRun {

    private ReleaseRun() {}

    /** Which rows are made: those that the loads of the tables say, every table whole, or those of an interval. */
    public sealed interface Extent {

        /** By each table's load. */
        record Usual() implements Extent {}

        /** Every table whole, from all files of its sources. */
        record Full() implements Extent {}

        /** The rows of an interval. */
        record Part(String interval) implements Extent {}

        /** What is asked of a run, over these rows. */
        default RunRequest over(RunRequest usual, Workspace workspace) {
            if (this instanceof Full) {
                return usual.inFull();
            }
            RunRequest named = usual.replacing(usual.replaced().stream()
                    .map(file -> named(file, workspace.root()))
                    .toList());
            return this instanceof Part part
                    ? named.over(
                            Interval.parse(part.interval(), workspace.settings().zone()))
                    : named;
        }

        /** A file as manifests have it: from the folder of {@code weir.yaml} where it lies below. */
        private static String named(String file, Path root) {
            if (file.contains("://")) {
                return file;
            }
            Path folder = root.toAbsolutePath().normalize();
            try {
                Path path = folder.resolve(file).normalize();
                return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
            } catch (InvalidPathException e) {
                return file; // no table was made of it, which the run says
            }
        }
    }

    /** Makes a release, or reports why there is none. */
    public static RunResult of(Desk desk, String product, Extent extent, RunRequest usual, RunEvent.Listener progress) {
        Workspace read = desk.read(product);
        RunRequest request = extent.over(usual, read);
        return Engine.writing(
                desk,
                read,
                session -> PendingLineage.after(
                        desk,
                        read,
                        () -> new ProductRun(session, WeirVersion.number(), progress).run(product, request)));
    }

    /** Which parts of an interval are run: those without a release yet, or those released whose files changed since. */
    public enum Which {
        UNRELEASED,
        CHANGED
    }

    /** The parts of an interval. */
    public record Parts(String interval, Interval.Step step, Which which) {}

    /** One release for each part; {@code done} is called for each. */
    public static Backfill.Result each(
            Desk desk,
            String product,
            Parts asked,
            RunRequest request,
            RunEvent.Listener progress,
            Consumer<Backfill.Part> done) {
        Workspace read = desk.read(product);
        List<Interval> parts =
                Interval.parse(asked.interval(), read.settings().zone()).each(asked.step());
        return Engine.writing(desk, read, session -> {
            Backfill backfill = new Backfill(
                    new ProductRun(session, WeirVersion.number(), progress),
                    done,
                    late -> desk.caller().note(LateFiles.words(late) + "; " + LateFiles.remedy(product, late)));
            return PendingLineage.after(
                    desk,
                    read,
                    () -> asked.which() == Which.CHANGED
                            ? backfill.ofChanged(product, parts, request)
                            : backfill.of(product, parts, request));
        });
    }
}
