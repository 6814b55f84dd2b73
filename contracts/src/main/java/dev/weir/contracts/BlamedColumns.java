package dev.weir.contracts;

import java.util.ArrayList;
import java.util.List;

/** The columns that a row which breaks a rule is shown by first. */
public final class BlamedColumns implements Rule.Check.Cases<List<String>> {

    @Override
    public List<String> row(Rule.Row check) {
        return check.columns();
    }

    @Override
    public List<String> table(Rule.Dqdl check) {
        return List.of();
    }

    @Override
    public List<String> key(Rule.Key check) {
        return check.columns();
    }

    @Override
    public List<String> reference(Rule.Reference check) {
        return check.columns();
    }

    @Override
    public List<String> columns(Rule.SourceColumns check) {
        return List.of();
    }

    @Override
    public List<String> depends(Rule.Depends check) {
        List<String> columns = new ArrayList<>(check.on());
        columns.add(check.column());
        return columns;
    }

    @Override
    public List<String> drift(Rule.Drift check) {
        return List.of();
    }

    @Override
    public List<String> freshness(Rule.Freshness check) {
        return List.of();
    }

    @Override
    public List<String> readable(Rule.ReadableShare check) {
        return List.of();
    }

    @Override
    public List<String> notEmpty(Rule.NotEmpty check) {
        return List.of();
    }

    @Override
    public List<String> noneLeftOut(Rule.NoneLeftOut check) {
        return List.of();
    }

    @Override
    public List<String> cast(Rule.TextCast check) {
        return List.of(check.column());
    }
}
