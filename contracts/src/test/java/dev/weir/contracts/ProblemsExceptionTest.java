package dev.weir.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

final class ProblemsExceptionTest {

    @Test
    void comesWholeFromAnotherProcess() throws Exception {
        ProblemsException thrown = ProblemsException.of(
                Code.SOURCE_UNREADABLE,
                Place.of("raw/visits.csv"),
                "It is cut off",
                "a disk was full",
                "send it again");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }

        ProblemsException arrived;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            arrived = (ProblemsException) in.readObject();
        }

        assertThat(arrived.problems()).isEqualTo(thrown.problems());
        assertThat(arrived.exit()).isEqualTo(ExitCode.STORAGE);
        assertThat(arrived).hasMessage(thrown.getMessage());
    }
}
