package dev.weir.jobs.engine.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessUserTest {

    /** Java writes a question mark for a number that the system has no name for. */
    @ParameterizedTest
    @ValueSource(strings = {"?", "", " "})
    void aNumberWithoutANameIsRefusedWithARemedy(String name) {
        assertThatThrownBy(() -> ProcessUser.requireName(name))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("C004")
                .hasMessageContaining("/etc/passwd");
    }

    @Test
    void thisOneHasAName() {
        assertThatCode(() -> ProcessUser.requireName(System.getProperty("user.name")))
                .doesNotThrowAnyException();
    }
}
