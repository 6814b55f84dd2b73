package dev.weir.jobs.release.storage;

import dev.weir.jobs.release.TestStores;
import dev.weir.releases.storage.LogStorage;
import java.nio.file.Path;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Weir's own stores of release logs. */
@ParameterizedClass
@EnumSource
class LogStorageIT extends LogStorageContract {

    @Parameter
    TestStores store = TestStores.LOCAL;

    @Override
    protected LogStorage emptyIn(Path folder) {
        return store.open(folder);
    }
}
