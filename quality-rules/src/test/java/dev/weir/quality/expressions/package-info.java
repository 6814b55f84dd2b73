@org.jspecify.annotations.NullMarked
package dev.weir.quality.expressions;
