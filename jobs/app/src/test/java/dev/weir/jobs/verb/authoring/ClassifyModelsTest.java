package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.engine.run.TrainedModel;
import dev.weir.privacy.detect.model.NameModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code weir classify} says of the models that it asked. */
class ClassifyModelsTest {

    @Test
    void eachIsNamedWithItsHashAndItsCost(@TempDir Path folder) throws IOException {
        NameModel model = NameModel.of(folder, TrainedModel.in(folder));

        ObjectNode json = ClassifyCommand.json(new ClassificationReport(List.of(), List.of(), List.of(model)));

        assertThat(Schemas.valid("classify", json)).isTrue();
        assertThat(json.at("/models/0/sha256").asText()).isEqualTo(model.sha256());
        assertThat(json.at("/models/0/engine").asText()).matches("Apache OpenNLP 2\\.\\d+\\.\\d+");
        assertThat(json.at("/models/0/millisecondsPer1000Characters").asDouble())
                .isBetween(0.001, 1_000.0);
    }
}
