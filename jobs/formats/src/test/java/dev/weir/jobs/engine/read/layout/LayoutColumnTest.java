package dev.weir.jobs.engine.read.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.layout.LayoutColumn.Proof;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a column of two files is. */
class LayoutColumnTest {

    private static final LayoutColumn TEXT = new LayoutColumn("a", "a", new ValueType.Text(), Proof.ANY);
    private static final LayoutColumn UNSEEN = new LayoutColumn("a", "a", new ValueType.Text(), Proof.UNSEEN);

    @Test
    void isAboutWhatEitherFileSays() {
        assertThat(TEXT.with(TEXT.about("GENE"))).contains(TEXT.about("GENE"));
        assertThat(TEXT.about("GENE").with(TEXT)).contains(TEXT.about("GENE"));
        assertThat(TEXT.about("GENE").with(UNSEEN)).contains(TEXT.about("GENE"));
        assertThat(UNSEEN.about("GENE").with(TEXT)).contains(TEXT.about("GENE"));
        assertThat(TEXT.with(TEXT).map(LayoutColumn::about)).contains("");
    }

    @Test
    void isNotOneColumnWhereTheFilesSayDifferentThings() {
        assertThat(TEXT.about("GENE").with(TEXT.about("NAME"))).isEqualTo(Optional.empty());
    }
}
