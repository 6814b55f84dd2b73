package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.content.ContentSum;
import dev.weir.quality.state.TableState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.jspecify.annotations.Nullable;

/** What one task sends home: its inner writers' messages, and all that it counted. */
final class GoverningMessage implements WriterCommitMessage {

    private static final long serialVersionUID = 1L;

    private final WriterCommitMessage product;
    private final EnumMap<SideOutput, WriterCommitMessage> outlets;
    private final SinkResult.Counts counts;
    private final long[] failed;
    private final long[] notEvaluated;
    private final long[] leftOut;
    private final ArrayList<FailingRowExamples.OfRule> examples;
    private final ArrayList<UnreadableCauses.OfCause> causes;
    private final ContentSum content;
    private final TableState released;
    private final TableState quarantined;
    private final WatchFindings findings;

    GoverningMessage(
            WriterCommitMessage product,
            Map<SideOutput, WriterCommitMessage> outlets,
            SinkResult.Counts counts,
            long[] failed,
            long[] notEvaluated,
            long[] leftOut,
            List<FailingRowExamples.OfRule> examples,
            List<UnreadableCauses.OfCause> causes,
            ContentSum content,
            TableState released,
            TableState quarantined,
            WatchFindings findings) {
        this.product = product;
        this.outlets = new EnumMap<>(SideOutput.class);
        this.outlets.putAll(outlets);
        this.counts = counts;
        this.failed = failed;
        this.notEvaluated = notEvaluated;
        this.leftOut = leftOut;
        this.examples = new ArrayList<>(examples);
        this.causes = new ArrayList<>(causes);
        this.content = content;
        this.released = released;
        this.quarantined = quarantined;
        this.findings = findings;
    }

    /** The messages of the tasks that have sent one. */
    static List<GoverningMessage> all(@Nullable WriterCommitMessage[] messages) {
        return Arrays.stream(messages)
                .filter(Objects::nonNull)
                .map(GoverningMessage.class::cast)
                .toList();
    }

    static WriterCommitMessage[] products(List<GoverningMessage> messages) {
        return inner(messages, message -> message.product);
    }

    static WriterCommitMessage[] of(List<GoverningMessage> messages, SideOutput outlet) {
        return inner(messages, message -> message.outlets.get(outlet));
    }

    private static WriterCommitMessage[] inner(
            List<GoverningMessage> messages, Function<GoverningMessage, @Nullable WriterCommitMessage> part) {
        return messages.stream()
                .flatMap(message -> Optional.ofNullable(part.apply(message)).stream())
                .toArray(WriterCommitMessage[]::new);
    }

    /** What all tasks together have counted. */
    static SinkResult merge(List<GoverningMessage> messages, SinkPlan task) {
        SinkResult.Counts counts = SinkResult.Counts.NONE;
        ContentSum content = task.hash().sum();
        WatchFindings findings = WatchFindings.NONE;
        TableState released = task.collector().state();
        TableState quarantined = task.collector().state();
        List<BoundRules.Judged> rules = task.rules().rules();
        long[] failed = new long[rules.size()];
        long[] notEvaluated = new long[rules.size()];
        long[] leftOut = new long[rules.size()];
        List<FailingRowExamples.OfRule> examples = new ArrayList<>();
        List<UnreadableCauses.OfCause> causes = new ArrayList<>();
        for (GoverningMessage message : messages) {
            counts = counts.plus(message.counts);
            content = content.plus(message.content);
            released = released.plus(message.released);
            quarantined = quarantined.plus(message.quarantined);
            findings = findings.plus(message.findings);
            examples.addAll(message.examples);
            causes.addAll(message.causes);
            for (int i = 0; i < failed.length; i++) {
                failed[i] += message.failed[i];
                notEvaluated[i] += message.notEvaluated[i];
                leftOut[i] += message.leftOut[i];
            }
        }
        SinkResult.RuleCount[] answers = new SinkResult.RuleCount[failed.length];
        for (int i = 0; i < failed.length; i++) {
            answers[i] = new SinkResult.RuleCount(
                    rules.get(i).id(), counts.judged() - leftOut[i], failed[i], notEvaluated[i]);
        }
        return new SinkResult(
                counts,
                List.of(answers),
                content,
                new SinkResult.Measured(released, quarantined),
                FailingRowExamples.merge(examples, task.examples(), rules, task.hashed(), task.kept()),
                new SinkResult.Unreadable(causes, task.examples()),
                findings);
    }
}
