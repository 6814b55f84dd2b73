package dev.weir.jobs.engine.read.sas;

import static org.assertj.core.api.Assertions.assertThat;

import com.epam.parso.impl.SasFileReaderImpl;
import dev.weir.contracts.format.sas.SasDialect;
import dev.weir.contracts.format.sas.SasDialect.Container;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * EPAM's Parso reads the same values. It rounds numbers to fifteen digits and makes NULL of each missing value, so that numbers here
 * have few digits, and special missing values are not its to judge.
 */
class SasOracleTest {

    private static final RawFolder FOLDER = RawFolder.create();

    @Property(tries = 60)
    void parsoReadsTheSame(
            @ForAll boolean isWide,
            @ForAll boolean isLittle,
            @ForAll RowCompression compression,
            @ForAll @IntRange(min = 1, max = 400) int length,
            @ForAll @IntRange(max = 200) int rows,
            @ForAll long seed)
            throws IOException {
        SasBytes data = data(new Random(seed), length, rows);
        ByteOrder order = isLittle ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        byte[] bytes = data.sas7bdat(new SasBytes.Pages(isWide, order, compression, 20));
        ReadSpec spec = ReadSpec.of(
                new SasDataSets(new SasDialect(Container.SAS7BDAT, Optional.empty(), Optional.empty(), List.of())),
                List.of(
                        ReadColumn.of("N", ValueType.Real.FINITE),
                        ReadColumn.of("T", new ValueType.Text()),
                        ReadColumn.of("W", ValueType.Whole.LONG)));
        assertThat(RawFolder.rows(spec, FOLDER.file("a.sas7bdat", bytes), 20_000))
                .isEqualTo(parso(bytes));
    }

    private static SasBytes data(Random random, int length, int rows) {
        List<List<?>> all = new ArrayList<>();
        String alphabet = "aaaab @@@  三";
        for (int i = 0; i < rows; i++) {
            StringBuilder text = new StringBuilder();
            int most = random.nextInt(length + 1) / 3;
            while (text.length() < most) {
                String next =
                        alphabet.substring(random.nextInt(alphabet.length())).substring(0, 1);
                text.append(next.repeat(1 + random.nextInt(Math.max(1, Math.min(30, most - text.length())))));
            }
            String cut = text.substring(0, most);
            Object number = random.nextInt(5) == 0 ? (Object) '.' : (Object) (random.nextInt(100_000) / 8.0 - 5_000);
            all.add(List.of(number, cut, random.nextInt()));
        }
        return SasBytes.of(List.of(SasBytes.number("N"), SasBytes.text("T", length), SasBytes.number("W")), all);
    }

    private static List<String> parso(byte[] bytes) throws IOException {
        List<String> rows = new ArrayList<>();
        Object[][] all = new SasFileReaderImpl(new ByteArrayInputStream(bytes)).readAll();
        for (int i = 0; i < all.length; i++) {
            List<String> shown = new ArrayList<>();
            for (Object value : Arrays.asList(all[i])) {
                boolean isAbsent = value == null || value.toString().isEmpty();
                shown.add(
                        isAbsent
                                ? "NULL"
                                : shown.isEmpty() ? String.valueOf(((Number) value).doubleValue()) : value.toString());
            }
            rows.add((i + 1) + ": " + String.join("|", shown));
        }
        return rows;
    }
}
