package dev.weir.quality.dqdl.parse;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.DqRuleContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.ParameterContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.ParameterWithConnectorWordContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.TagWithConditionContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.TopLevelRuleContext;

/** Makes facts of a parsed rule. */
final class FactsCollector {

    private static final String THRESHOLD = "threshold";

    private final Conditions conditions;
    private final String text;

    FactsCollector(String text) {
        this.text = text;
        this.conditions = new Conditions(text);
    }

    DqdlFacts facts(TopLevelRuleContext rule) throws DqdlSyntaxException {
        if (rule.dqRule() != null) {
            return leaf(rule.dqRule());
        }
        List<TopLevelRuleContext> parts = rule.topLevelRule();
        if (rule.LPAREN() != null) {
            return facts(parts.get(0));
        }
        List<DqdlFacts> joined = new ArrayList<>();
        for (TopLevelRuleContext part : parts) {
            joined.add(facts(part));
        }
        return new DqdlFacts.Combined(rule.AND() != null ? DqdlFacts.Operator.AND : DqdlFacts.Operator.OR, joined);
    }

    private Leaf leaf(DqRuleContext rule) throws DqdlSyntaxException {
        List<Word> parameters = new ArrayList<>();
        for (ParameterWithConnectorWordContext parameter : rule.parameterWithConnectorWord()) {
            parameters.add(word(parameter.parameter()));
        }
        Optional<DqdlCondition> condition =
                rule.condition() == null ? Optional.empty() : Optional.of(conditions.of(rule.condition()));
        Optional<Word> where = rule.whereClause() == null
                ? Optional.empty()
                : Optional.of(unquoted(rule.whereClause().quotedString().getStart()));
        Optional<DqdlCondition> threshold = Optional.empty();
        Map<String, Word> tags = new LinkedHashMap<>();
        for (TagWithConditionContext tag : rule.tagWithCondition()) {
            String name = tag.tagValues().getText();
            boolean isThreshold = name.equalsIgnoreCase(THRESHOLD) && tag.numberBasedCondition() != null;
            if (isThreshold ? threshold.isPresent() : tags.containsKey(name)) {
                throw FirstError.at(tag.getStart(), "'with " + name + "' stands here twice");
            } else if (isThreshold) {
                threshold = Optional.of(conditions.of(tag.numberBasedCondition()));
            } else {
                tags.put(name, tag(tag));
            }
        }
        return new Leaf(
                word(rule.ruleType()), Conditions.written(text, rule), parameters, condition, where, threshold, tags);
    }

    private static Word word(ParserRuleContext context) {
        Token token = context.getStart();
        return context instanceof ParameterContext parameter && parameter.QUOTED_STRING() != null
                ? unquoted(token)
                : new Word(token.getText(), token.getLine(), token.getCharPositionInLine() + 1);
    }

    private static Word unquoted(Token token) {
        return new Word(
                DqdlGrammar.unescaped(Conditions.unquoted(token.getText())),
                token.getLine(),
                token.getCharPositionInLine() + 1);
    }

    /** A tag is compared by '=' alone. */
    private static Word tag(TagWithConditionContext tag) throws DqdlSyntaxException {
        ParserRuleContext condition =
                tag.stringBasedCondition() != null ? tag.stringBasedCondition() : tag.numberBasedCondition();
        if (!condition.getStart().getText().equals("=")) {
            throw FirstError.at(condition.getStart(), "A tag takes '='");
        }
        Token value = condition.getStop();
        return new Word(
                Conditions.unquoted(value.getText()),
                tag.getStart().getLine(),
                tag.getStart().getCharPositionInLine() + 1);
    }
}
