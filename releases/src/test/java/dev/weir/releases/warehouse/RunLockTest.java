package dev.weir.releases.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    @TempDir
    Path folder;

    private Warehouse warehouse;

    @BeforeEach
    void open() {
        warehouse = new Warehouse(folder);
    }

    @Test
    void tellsTheSecondRunWhoHoldsIt() {
        try (RunLock lock = RunLock.take(warehouse, "clinical", "run first")) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> RunLock.take(warehouse, "clinical", "run second"))
                    .isInstanceOfSatisfying(
                            ProblemsException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT))
                    .hasMessageContaining(
                            "run first (process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void tellsWhichReleaseTheHolderMakes() {
        try (RunLock lock = RunLock.take(warehouse, "clinical", "run first")) {
            lock.tell("makes clinical@13");
            assertThatThrownBy(() -> RunLock.take(warehouse, "clinical", "run second"))
                    .hasMessageContaining("which makes clinical@13 holds its lock");
            assertThat(warehouse.releases("clinical").resolve("run.lock"))
                    .content()
                    .contains("run first")
                    .endsWith("which makes clinical@13");
        }
    }

    @Test
    void isFreeAgainWhenGivenBack() {
        RunLock.take(warehouse, "clinical", "run first").close();
        RunLock.take(warehouse, "clinical", "run second").close();
    }

    @Test
    void isOfOneProduct() {
        try (RunLock clinical = RunLock.take(warehouse, "clinical", "run first");
                RunLock molecules = RunLock.take(warehouse, "molecules", "run second")) {
            assertThat(clinical).isNotSameAs(molecules);
        }
    }
}
