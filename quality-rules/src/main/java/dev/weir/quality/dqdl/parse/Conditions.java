package dev.weir.quality.dqdl.parse;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Kind;
import dev.weir.contracts.dqdl.DqdlCondition.Operand;
import dev.weir.contracts.dqdl.DqdlCondition.Operator;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageLexer;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.ConditionContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.DateExpressionArrayContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.DateExpressionContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.DurationExpressionArrayContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.DurationExpressionContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.FunctionCallContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.MatchesRegexConditionContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.NumberArrayContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.NumberBasedConditionContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.NumberContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.SizeExpressionContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.StringValuesArrayContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.StringValuesContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.VariableDereferenceContext;

/** Makes facts of parsed conditions. All five kinds have one shape: words of comparison with operands between them. */
record Conditions(String text) {

    DqdlCondition of(ConditionContext condition) throws DqdlSyntaxException {
        if (condition.numberBasedCondition() != null) {
            return of(condition.numberBasedCondition());
        } else if (condition.stringBasedCondition() != null) {
            return condition(Kind.TEXT, condition.stringBasedCondition());
        } else if (condition.dateBasedCondition() != null) {
            return condition(Kind.DATE, condition.dateBasedCondition());
        } else if (condition.durationBasedCondition() != null) {
            return condition(Kind.DURATION, condition.durationBasedCondition());
        }
        return condition(Kind.SIZE, condition.sizeBasedCondition());
    }

    DqdlCondition of(NumberBasedConditionContext condition) throws DqdlSyntaxException {
        return condition(Kind.NUMBER, condition);
    }

    private DqdlCondition condition(Kind kind, ParserRuleContext condition) throws DqdlSyntaxException {
        List<Operand> operands = new ArrayList<>();
        boolean not = false;
        Operator operator = Operator.EQUAL;
        for (ParseTree child : condition.children) {
            if (child instanceof TerminalNode terminal) {
                int token = terminal.getSymbol().getType();
                not |= token == DataQualityDefinitionLanguageLexer.NOT
                        || token == DataQualityDefinitionLanguageLexer.NEGATION;
                operator = operator(token, operator);
            } else if (child instanceof MatchesRegexConditionContext matches) {
                operator = Operator.MATCHES;
                operands.add(
                        new DqdlCondition.Text(unquoted(matches.quotedString().getText())));
            } else {
                collect((ParserRuleContext) child, operands);
            }
        }
        return new DqdlCondition(kind, not ? negated(operator) : operator, operands, written(text, condition));
    }

    private static Operator operator(int token, Operator known) {
        return switch (token) {
            case DataQualityDefinitionLanguageLexer.BETWEEN -> Operator.BETWEEN;
            case DataQualityDefinitionLanguageLexer.GREATER_THAN -> Operator.GREATER;
            case DataQualityDefinitionLanguageLexer.GREATER_THAN_EQUAL_TO -> Operator.GREATER_OR_EQUAL;
            case DataQualityDefinitionLanguageLexer.LESS_THAN -> Operator.LESS;
            case DataQualityDefinitionLanguageLexer.LESS_THAN_EQUAL_TO -> Operator.LESS_OR_EQUAL;
            case DataQualityDefinitionLanguageLexer.IN -> Operator.IN;
            default -> known;
        };
    }

    private static Operator negated(Operator operator) {
        return switch (operator) {
            case BETWEEN -> Operator.NOT_BETWEEN;
            case EQUAL -> Operator.NOT_EQUAL;
            case IN -> Operator.NOT_IN;
            case MATCHES -> Operator.NOT_MATCHES;
            default -> operator;
        };
    }

    private void collect(ParserRuleContext child, List<Operand> operands) throws DqdlSyntaxException {
        if (child instanceof NumberContext number) {
            operands.add(number(number));
        } else if (child instanceof StringValuesContext value) {
            operands.add(text(value));
        } else if (child instanceof DateExpressionContext date) {
            operands.add(date.NULL() != null ? new DqdlCondition.Null() : writtenOperand(date));
        } else if (child instanceof DurationExpressionContext || child instanceof SizeExpressionContext) {
            operands.add(writtenOperand(child));
        } else if (child instanceof VariableDereferenceContext) {
            throw noVariables(child);
        } else if (child instanceof NumberArrayContext
                || child instanceof StringValuesArrayContext
                || child instanceof DateExpressionArrayContext
                || child instanceof DurationExpressionArrayContext) {
            for (ParseTree item : child.children) {
                if (item instanceof ParserRuleContext context) {
                    collect(context, operands);
                }
            }
        }
    }

    private static Operand number(NumberContext number) {
        if (number.numberOp() != null) {
            return new DqdlCondition.Calculated(
                    number(number.number(0)), number.numberOp().getText().charAt(0), number(number.number(1)));
        } else if (number.functionCall() != null) {
            FunctionCallContext call = number.functionCall();
            List<Operand> arguments = new ArrayList<>();
            if (call.functionParameters() != null) {
                call.functionParameters().number().forEach(argument -> arguments.add(number(argument)));
            }
            return new DqdlCondition.Call(call.IDENTIFIER().getText(), arguments);
        } else if (number.LPAREN() != null) {
            return number(number.number(0));
        }
        return number.NULL() != null
                ? new DqdlCondition.Null()
                : new DqdlCondition.Literal(new BigDecimal(number.atomicNumber().getText()));
    }

    private static Operand text(StringValuesContext value) throws DqdlSyntaxException {
        if (value.quotedString() != null) {
            return new DqdlCondition.Text(
                    unescaped(unquoted(value.quotedString().getText())));
        } else if (value.NULL() != null) {
            return new DqdlCondition.Null();
        } else if (value.variableDereference() != null) {
            throw noVariables(value);
        }
        return new DqdlCondition.Keyword(value.getText().toUpperCase(Locale.ROOT));
    }

    private static DqdlSyntaxException noVariables(ParserRuleContext place) {
        return FirstError.at(place.getStart(), "A variable stands here, and one rule has no place to declare it");
    }

    private Operand writtenOperand(ParserRuleContext context) {
        return new DqdlCondition.Written(unquoted(written(text, context)));
    }

    /** What stands in the text, blanks included. */
    static String written(String text, ParserRuleContext context) {
        Interval interval = Interval.of(
                context.getStart().getStartIndex(), context.getStop().getStopIndex());
        // ANTLR counts code points
        int[] points =
                text.codePoints().skip(interval.a).limit(interval.length()).toArray();
        return new String(points, 0, points.length);
    }

    /** A quote within a text is written behind a backslash; any other backslash is itself. */
    private static String unescaped(String text) {
        return text.replace("\\\"", "\"");
    }

    static String unquoted(String token) {
        return token.length() >= 2 && token.startsWith("\"") && token.endsWith("\"")
                ? token.substring(1, token.length() - 1)
                : token;
    }
}
