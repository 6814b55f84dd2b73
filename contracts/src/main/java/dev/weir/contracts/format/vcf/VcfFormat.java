package dev.weir.contracts.format.vcf;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;

/** Variant Call Format 4.1 to 4.5: one variant on each line, with a value for each sample. It is UTF-8, whatever wrote it. */
public final class VcfFormat implements SourceFormat {

    private static final Shape KEYS = SourceFormat.weirRead().with(TextStorage.RECORD_BYTES, TextStorage.COMPRESSION);

    @Override
    public String name() {
        return "vcf";
    }

    @Override
    public String noun() {
        return "VCF";
    }

    @Override
    public Shape keys() {
        return KEYS;
    }

    @Override
    public VcfDialect dialect(YamlMap read, Problems problems) {
        return new VcfDialect(TextStorage.of(read, problems));
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return type.hasObject()
                ? Optional.of(
                        new UnsupportedType("VCF has no objects", "make a column of each key that they would have"))
                : Optional.empty();
    }

    @Override
    public void check(Table table, Problems problems) {
        new VcfColumns(problems).check(table);
    }
}
