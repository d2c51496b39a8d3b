// Runs a network by onnxruntime: node run.js NETWORK INPUT OUTPUT DIMENSION... The input and the output are files of
// 32-bit numbers, the least significant byte first.
const ort = require('onnxruntime-node')
const fs = require('fs')

async function main([network, input, output, ...dimensions]) {
  const session = await ort.InferenceSession.create(network, { intraOpNumThreads: 1 })
  const bytes = fs.readFileSync(input)
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  const out = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', values, dimensions.map(Number)) })
  const data = out[session.outputNames[0]].data
  fs.writeFileSync(output, Buffer.from(data.buffer, data.byteOffset, data.byteLength))
}

main(process.argv.slice(2))
