package dev.weir.contracts.format.sas;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.List;
import java.util.Optional;

/** A data set of SAS, of which only the kind of file differs. */
abstract class SasFormat implements SourceFormat {

    private static final Field<List<String>> NULL_VALUES = Field.optional("nullValues", FieldKinds.TEXTS);
    private static final Field<String> MEMBER = Field.optional("member", FieldKinds.TEXT);

    private final SasDialect.Container container;

    SasFormat(SasDialect.Container container) {
        this.container = container;
    }

    @Override
    public final Shape keys() {
        Shape keys = SourceFormat.weirRead().with(TextStorage.ENCODING, NULL_VALUES);
        return container == SasDialect.Container.XPORT ? keys.with(MEMBER) : keys;
    }

    @Override
    public final Optional<UnsupportedType> unsupported(DataType type) {
        return UnsupportedType.inRows("a data set of SAS has no", type);
    }

    @Override
    public final SasDialect dialect(YamlMap read, Problems problems) {
        Optional<String> encoding = TextStorage.ENCODING.written(read).isPresent()
                ? Optional.of(TextStorage.of(read, problems).encoding())
                : Optional.empty();
        return new SasDialect(container, encoding, MEMBER.in(read), NULL_VALUES.or(read, List.of()));
    }
}
