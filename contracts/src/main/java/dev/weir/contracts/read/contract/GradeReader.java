package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataGrade;
import dev.weir.contracts.Problems;
import dev.weir.contracts.read.base.ConstantWords;
import dev.weir.contracts.read.base.TermsReader;
import dev.weir.contracts.standard.WeirFiles;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.time.LocalDate;
import java.util.Optional;

/** Reads {@code weirGrade}. */
final class GradeReader {

    private static final String CHECKED_BY = "checkedBy";
    private static final String CHECKED_ON = "checkedOn";

    private final Problems problems;

    GradeReader(Problems problems) {
        this.problems = problems;
    }

    Optional<DataGrade> read(YamlNode value) {
        WeirFiles.checkGrade(value, problems);
        if (!(value instanceof YamlMap map)) {
            return Optional.empty();
        }
        Optional<LocalDate> on = new TermsReader(problems).day(map, CHECKED_ON);
        if (map.has(CHECKED_BY) != map.has(CHECKED_ON)) {
            problems.add(
                    Code.MISSING_FIELD,
                    map.place(),
                    "'weirGrade' has '" + (map.has(CHECKED_BY) ? CHECKED_BY : CHECKED_ON) + "' alone",
                    "a check is somebody's, of a day",
                    "add '" + (map.has(CHECKED_BY) ? CHECKED_ON : CHECKED_BY) + "'");
        }
        return ConstantWords.of(map, "grade", DataGrade.Level.class)
                .map(level -> new DataGrade(
                        level,
                        ConstantWords.of(map, "geneticResources", DataGrade.GeneticResources.class),
                        on.filter(day -> !map.textOrEmpty(CHECKED_BY).isEmpty())
                                .map(day -> new DataGrade.Check(map.textOrEmpty(CHECKED_BY), day))));
    }
}
