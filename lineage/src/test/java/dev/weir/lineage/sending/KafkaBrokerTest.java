package dev.weir.lineage.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.lineage.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events on their way to a broker that is there, goes and comes back. */
class KafkaBrokerTest {

    private static final String FIRST = "018f0000-0000-7000-8000-000000000001";
    private static final String SECOND = "018f0000-0000-7000-8000-000000000002";

    @TempDir
    Path root;

    private final List<String> trouble = new ArrayList<>();

    @Test
    void whatTheBrokerWasNotThereForComesOnceItIs() throws Exception {
        try (KafkaBroker broker = new KafkaBroker(root.resolve("kafka"))) {
            Workspace workspace = Runs.workspace(
                    root,
                    Map.of("type", "kafka", "topicName", "lineage", "properties.bootstrap.servers", broker.address()));
            LineageSettings settings = LineageSettings.of(workspace, Map.of());
            List<String> sent = new ArrayList<>();
            try (Senders senders = Senders.open(workspace, settings, trouble::add)) {
                sent.add(SpoolEvents.emit(senders, FIRST, "START"));
                sent.add(SpoolEvents.emit(senders, FIRST, "COMPLETE"));
            }
            assertThat(keys(broker)).isEqualTo(sent);
            broker.stop();
            try (Senders senders = Senders.open(workspace, settings, trouble::add)) {
                sent.add(SpoolEvents.emit(senders, SECOND, "START"));
                sent.add(SpoolEvents.emit(senders, SECOND, "COMPLETE"));
            }
            assertThat(LineageBacklog.of(workspace, settings)
                            .destinations()
                            .get(0)
                            .waiting())
                    .isEqualTo(2);
            assertThat(trouble).isNotEmpty();
            broker.startAgain();
            assertThat(LineageReplay.of(workspace, settings, Duration.ofSeconds(60), trouble::add)
                            .isDone())
                    .isTrue();
            assertThat(keys(broker)).isEqualTo(sent);
        }
    }

    private static List<String> keys(KafkaBroker broker) {
        return broker.values("lineage").stream().map(LineageServer::key).toList();
    }
}
