package dev.weir.contracts.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Counts that tell of no person, and the profile as a document. */
class ReleaseProfileTest {

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    builder -> builder.schemaMappers(
                            mappers -> mappers.mapPrefix("https://weir.dev/schemas/", "classpath:schemas/")))
            .getSchema(SchemaLocation.of("https://weir.dev/schemas/profile.schema.json"));

    @Property
    void twoPublishedCountsAreEqualOrAStepApart(
            @ForAll @LongRange(min = 0, max = 3000) long first, @ForAll @LongRange(min = 0, max = 3000) long second) {
        RoundedCount before = RoundedCount.of(first, Optional.empty());
        RoundedCount after = RoundedCount.of(second, Optional.of(before));

        long apart = Math.abs(after.count() - before.count());
        assertThat(apart == 0 || apart >= RoundedCount.STEP).isTrue();
        assertThat(Math.abs(after.count() - second)).isLessThan(RoundedCount.STEP);
        assertThat(after.isFew()).isEqualTo(second < RoundedCount.STEP);
    }

    @Test
    void oneMoreChangesNoNumberThatWasPublished() {
        RoundedCount published = RoundedCount.of(1209, Optional.empty());

        assertThat(published.words()).isEqualTo("about 1,200");
        assertThat(RoundedCount.of(1210, Optional.of(published))).isEqualTo(published);
        assertThat(RoundedCount.of(1, Optional.empty()).words()).isEqualTo("fewer than 20");
        assertThat(RoundedCount.of(0, Optional.empty()))
                .isEqualTo(RoundedCount.of(19, Optional.of(new RoundedCount(20))));
        assertThatThrownBy(() -> new RoundedCount(7)).hasMessage("7 is no multiple of 20");
    }

    @Property(tries = 100)
    void readsBackWhatItPrinted(@ForAll("profiles") ReleaseProfile profile) {
        String text = ReleaseProfileJson.print(profile);

        assertThat(ReleaseProfileJson.parse("profile.json", text)).isEqualTo(profile);
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
    }

    @Provide
    Arbitrary<ReleaseProfile> profiles() {
        Arbitrary<RoundedCount> counts =
                Arbitraries.longs().between(1, 1000).map(steps -> new RoundedCount(steps * RoundedCount.STEP));
        Arbitrary<ColumnProfile.Quantile> quantiles = Combinators.combine(
                        Arbitraries.of(0.05, 0.5), Arbitraries.doubles().between(-1e9, 1e9))
                .as(ColumnProfile.Quantile::new);
        Arbitrary<ColumnProfile> columns = Combinators.combine(
                        Arbitraries.strings().ofMaxLength(9),
                        counts.optional(),
                        counts.optional(),
                        Combinators.combine(Arbitraries.strings().ofMaxLength(9), counts)
                                .as(ColumnProfile.ValueCount::new)
                                .list()
                                .ofMaxSize(3),
                        quantiles.list().ofMaxSize(3))
                .as(ColumnProfile::new);
        return Combinators.combine(
                        Arbitraries.strings().ofMaxLength(9),
                        Arbitraries.of(TableProfile.Extent.class),
                        counts,
                        columns.list().ofMaxSize(3))
                .as(TableProfile::new)
                .list()
                .ofMaxSize(3)
                .map(ReleaseProfile::new);
    }
}
