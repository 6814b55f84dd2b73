package dev.weir.contracts.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EdgeKindTest {

    @Property
    void aWayIsTheSameWhereverItIsCut(@ForAll EdgeKind first, @ForAll EdgeKind second, @ForAll EdgeKind third) {
        assertThat(first.then(second).then(third)).isEqualTo(first.then(second.then(third)));
    }

    @Property
    void aWayGivesValuesWhereEachOfItsEdgesDoes(@ForAll EdgeKind first, @ForAll EdgeKind second) {
        assertThat(first.then(second).isDirect()).isEqualTo(first.isDirect() && second.isDirect());
        assertThat(List.of(first, second)).contains(first.then(second));
    }

    @Test
    void anIdentityAddsNothing() {
        for (EdgeKind kind : EdgeKind.values()) {
            assertThat(EdgeKind.IDENTITY.then(kind)).isEqualTo(kind);
            assertThat(kind.then(EdgeKind.IDENTITY)).isEqualTo(kind);
        }
    }

    @Test
    void whatDecidesOnRowsGivesNoValue() {
        LineageEdge edge = new LineageEdge(new InputColumn("raw.visits", "stop"), EdgeKind.IDENTITY);

        assertThatThrownBy(() -> new TableLineage("visits", List.of(), List.of(edge), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("raw.visits.stop, identity");
    }
}
