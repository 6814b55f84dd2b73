package dev.weir.releases.history;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.history.LogOperation.Kind;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.log.SampleRelease;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks a log, and writes down when it was asked, when it answered and what. For one thread. */
public final class Recorder {

    private final ReleaseLog log;
    private final List<LogOperation> operations = new ArrayList<>();

    public Recorder(ReleaseLog log) {
        this.log = log;
    }

    public List<LogOperation> operations() {
        return List.copyOf(operations);
    }

    /** The release that would come next, with one table whose content is the run's own. */
    public Manifest next(String run) {
        newest();
        OptionalLong last = log.last("clinical");
        return manifest(
                last.orElse(0) + 1,
                last.isPresent() ? Optional.of(log.sha256("clinical", last.getAsLong())) : Optional.empty(),
                run);
    }

    static Manifest manifest(long number, Optional<String> previous, String run) {
        return SampleRelease.of(
                number,
                previous,
                run,
                List.of(new ReleasedTable(
                        "patients",
                        new ReleasedTable.Version(TableFormat.DELTA, "/w/patients", "/w/patients", number),
                        List.of(),
                        content(number, run),
                        new DataFiles(1, 1, "0".repeat(64)),
                        "clinical.all 1.0.0")));
    }

    /** What the rows of a run hash to, as many as its release has for its number. */
    public static ContentDigest content(long number, String run) {
        String sum = Sha256.hex(run.getBytes(StandardCharsets.UTF_8));
        return new ContentDigest(number, "weir-rows-1:" + sum, sum, List.of());
    }

    public Optional<Manifest> newest() {
        long called = System.nanoTime();
        try {
            Optional<Manifest> found = log.latest("clinical");
            note(Kind.NEWEST, called, found.map(Manifest::number).orElse(0L), found);
            return found;
        } catch (ProblemsException e) {
            return Optional.empty(); // a read without an answer says nothing
        }
    }

    public void read(long number) {
        long called = System.nanoTime();
        try {
            note(Kind.READ, called, number, Optional.of(log.read("clinical", number)));
        } catch (ProblemsException e) {
            if (e.problems().get(0).code() == Code.RELEASE_MISSING) {
                note(Kind.READ, called, number, Optional.empty());
            }
        }
    }

    public void publish(Manifest manifest) {
        long called = System.nanoTime();
        PublishResult publication;
        try {
            publication = log.publish(manifest);
        } catch (ProblemsException e) {
            if (e.problems().get(0).code() == Code.CONFLICT) {
                note(Kind.TAKEN, called, manifest.number(), Optional.of(manifest));
            }
            return; // certainly nothing was published
        } catch (IllegalArgumentException e) {
            return;
        }
        publication.match(
                done -> note(Kind.PUBLISHED, called, manifest.number(), Optional.of(manifest)),
                refused -> note(Kind.REFUSED, called, manifest.number(), Optional.of(refused.winner())),
                unknown -> operations.add(
                        new LogOperation(Kind.LOST, called, Long.MAX_VALUE, manifest.number(), run(manifest))));
    }

    /** Takes the next number from whoever would release it. */
    public void fence() {
        long number = log.last("clinical").orElse(0) + 1;
        long called = System.nanoTime();
        try {
            note(Kind.FENCED, called, number, log.fence("clinical", number, "nobody"));
        } catch (ProblemsException e) {
            if (e.problems().get(0).code() == Code.STORE_UNREACHABLE) {
                operations.add(new LogOperation(Kind.FENCE_LOST, called, Long.MAX_VALUE, number, ""));
            }
        }
    }

    private boolean note(Kind kind, long called, long number, Optional<Manifest> answer) {
        return operations.add(new LogOperation(
                kind,
                called,
                System.nanoTime(),
                number,
                answer.map(Recorder::run).orElse("")));
    }

    private static String run(Manifest manifest) {
        return manifest.record().run().id();
    }
}
