package dev.weir.jobs.cli.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.lineage.RunEvent;
import java.time.Duration;
import java.util.Optional;

/** Tells what happens in a run as events for tools. */
final class EventProgress implements RunEvent.Listener {

    /** Between two counts of tasks: a stage may have thousands. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String STAGE = "stage";
    private static final String SUBJECT = "subject";

    private final EventStream stream;
    private String run = "";
    private String product = "";
    private String stage = "";
    private String subject = "";
    private long counted;

    EventProgress(EventStream stream) {
        this.stream = stream;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.Started started) {
            started(started);
        } else if (event instanceof RunEvent.StageStarted started) {
            stageStarted(started);
        } else if (event instanceof RunEvent.Tasks tasks) {
            tasks(tasks);
        } else if (event instanceof RunEvent.StageEnded ended) {
            stageEnded(ended.time());
        } else if (event instanceof RunEvent.Judged judged) {
            stream.print(
                    (ObjectNode) event("judged").set("rules", Json.objects(judged.verdicts(), EventProgress::verdict)));
        } else if (event instanceof RunEvent.Ended ended) {
            ended(ended.record(), ended.manifest());
        }
    }

    private ObjectNode event(String kind) {
        return stream.event(kind).put("run", run).put("product", product);
    }

    private void started(RunEvent.Started event) {
        run = event.runId();
        product = event.product().id();
        stream.print((ObjectNode) event("started").set("inputs", Json.texts(event.inputs())));
    }

    private void stageStarted(RunEvent.StageStarted event) {
        stage = event.stage();
        subject = event.subject();
        counted = System.nanoTime();
        stream.print(event("stage-started").put(STAGE, stage).put(SUBJECT, subject));
    }

    private void tasks(RunEvent.Tasks event) {
        long now = System.nanoTime();
        if (event.total() > 0 && now - counted >= PAUSE.toNanos()) {
            counted = now;
            stream.print(event("tasks")
                    .put(STAGE, stage)
                    .put(SUBJECT, subject)
                    .put("done", event.done())
                    .put("total", event.total()));
        }
    }

    private void stageEnded(StageTime time) {
        if (time.isSentence()) {
            stream.print(event("message").put("kind", time.stage()).put("text", time.subject()));
            return;
        }
        ObjectNode ended = event("stage-ended").put(STAGE, time.stage()).put(SUBJECT, time.subject());
        if (time.rows() >= 0) {
            ended.put("rows", time.rows());
        }
        stream.print(ended.put("millis", time.millis()));
    }

    /** In the words of the run's record, and no more of it than the rule's answer. */
    private static ObjectNode verdict(Verdict verdict) {
        return Json.object()
                .put("id", verdict.rule().id())
                .put("table", verdict.rule().table())
                .put("severity", Json.word(verdict.rule().severity()))
                .put("verdict", Json.word(verdict.answer()))
                .put("evaluated", verdict.rows().evaluated())
                .put("failed-rows", verdict.rows().failed());
    }

    private void ended(RunRecord record, Optional<Manifest> manifest) {
        ObjectNode ended = event("ended")
                .put("outcome", Json.word(record.ending().outcome()))
                .put("exit", record.ending().outcome().exit().status());
        record.ending().release().ifPresent(number -> ended.put("release", product + "@" + number));
        ended.set("reasons", Json.texts(record.ending().reasons()));
        record.score().points().ifPresent(points -> ended.put("score", points));
        ended.set("tables", Json.objects(record.tables(), table -> table(table, manifest)));
        stream.print(ended);
        BlockingRules.of(record).forEach(stream::problem);
    }

    private static ObjectNode table(TableCount count, Optional<Manifest> manifest) {
        ObjectNode node = Json.object()
                .put("table", count.table())
                .put("produced", count.produced())
                .put("released", count.released())
                .put("quarantined", count.quarantined());
        manifest.stream()
                .flatMap(released -> released.tables().stream())
                .filter(table -> table.name().equals(count.table()))
                .map(ReleasedTable::content)
                .forEach(content -> node.put("content-hash", content.hash()));
        return node;
    }
}
