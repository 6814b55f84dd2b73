package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataGrade;
import dev.weir.contracts.Problems;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.time.LocalDate;
import java.util.Optional;

/** Reads {@code weirGrade}. */
final class GradeReader {

    private static final Field<DataGrade.Level> GRADE =
            Field.required("grade", FieldKinds.oneOf(DataGrade.Level.class));
    private static final Field<DataGrade.GeneticResources> GENETIC_RESOURCES =
            Field.optional("geneticResources", FieldKinds.oneOf(DataGrade.GeneticResources.class));
    private static final Field<String> CHECKED_BY = Field.optional("checkedBy", FieldKinds.SOMETHING);
    private static final Field<LocalDate> CHECKED_ON = Field.optional("checkedOn", FieldKinds.DAY);
    private static final Shape SHAPE = Shape.of("weirGrade", "Weir", GRADE, GENETIC_RESOURCES, CHECKED_BY, CHECKED_ON);

    private final Problems problems;

    GradeReader(Problems problems) {
        this.problems = problems;
    }

    Optional<DataGrade> read(YamlNode value) {
        SHAPE.check(value, problems);
        if (!(value instanceof YamlMap map)) {
            return Optional.empty();
        }
        boolean named = CHECKED_BY.isIn(map);
        if (named != CHECKED_ON.isIn(map)) {
            problems.add(
                    Code.MISSING_FIELD,
                    map.place(),
                    "'weirGrade' has '" + (named ? CHECKED_BY : CHECKED_ON) + "' alone",
                    "a check is somebody's, of a day",
                    "add '" + (named ? CHECKED_ON : CHECKED_BY) + "'");
        }
        Optional<DataGrade.Check> check =
                CHECKED_BY.in(map).flatMap(by -> CHECKED_ON.in(map).map(on -> new DataGrade.Check(by, on)));
        return GRADE.in(map).map(level -> new DataGrade(level, GENETIC_RESOURCES.in(map), check));
    }
}
